// Files in and out, which the browser's own language says shortest. The page's program calls
// `save` and hears of files by `files`; src/ui/files.rs is its side.
(() => {
  // A scenario or a program has some kilobytes, a report with all events of a long run some
  // megabytes.
  const BYTES_MAX = 16e6;
  // A word of JSON.
  const WORD = /\s*(?:[{}[\],:]|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/y;
  let tell = () => {};
  const root = document.documentElement;
  const line = (text, until) => String(text.slice(0, until).split('\n').length);

  // The picture in pixels, by the browser's canvas. One that is too large comes to nothing.
  const pixels = async (svg, scale) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    try {
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth * scale;
      canvas.height = image.naturalHeight * scale;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(blob)), 'image/png'));
    } finally {
      URL.revokeObjectURL(image.src);
    }
  };

  // The scenario in a report that `zeroloss run --json` wrote.
  const reported = (text) => {
    let report;
    try {
      report = JSON.parse(text);
    } catch ({ message }) {
      // Browsers tell the place each in its own way, or, of a word that is none, not at all.
      const [, row] = /line (\d+)/.exec(message) ?? [];
      const [, at] = /position (\d+)/.exec(message) ?? [];
      let end = 0;
      for (WORD.lastIndex = 0; WORD.test(text); ) end = WORD.lastIndex;
      end += /^\s*/.exec(text.slice(end))[0].length;
      const place = at ?? (end < text.length ? end : undefined);
      throw row || place !== undefined ? ['json', row ?? line(text, place)] : ['damaged'];
    }
    if (typeof report?.scenario !== 'string') throw ['report'];
    return report.scenario;
  };

  const read = async (files) => {
    const [file] = files;
    if (files.length > 1) throw ['several'];
    if (file.size > BYTES_MAX) throw ['large'];
    const bytes = await file.arrayBuffer();
    let text = new TextDecoder().decode(bytes);
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw ['binary', line(text, text.indexOf('\ufffd'))];
    }
    return text.trimStart().startsWith('{') ? reported(text) : text;
  };

  Object.assign(window.zeroloss, {
    // A text as a file: one that ends in `.png` is drawn so many times as large, of `.zip` each
    // character is a byte.
    async save(name, text, scale) {
      const bytes = () => Uint8Array.from(text, (character) => character.charCodeAt());
      const content = name.endsWith('.zip') ? bytes() : text;
      const drawn = () => pixels(text, scale).catch(() => tell([name, 'pixels', '']));
      const blob = name.endsWith('.png') ? await drawn() : new Blob([content]);
      if (!blob) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      // Some browsers read it only after this.
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
    // Tells of files that a person drops on the page or chooses: the name, an empty line and the
    // text; or if it cannot be read, the word for why and the line there. So it does of a picture
    // that the browser cannot draw.
    files(react) {
      tell = (parts) => react(parts.join('\n'));
      const take = (files) => {
        if (files.length === 0) return;
        read(files).then(
          (text) => tell([files[0].name, '', text]),
          (why) => {
            const [word, at] = Array.isArray(why) ? why : ['unreadable'];
            tell([files[0].name, word, at ?? '']);
          },
        );
      };
      const of = (event) => event.dataTransfer?.types.includes('Files');
      addEventListener('dragover', (event) => {
        if (!of(event)) return;
        event.preventDefault();
        root.dataset.drop = '';
      });
      addEventListener('dragleave', (event) => event.relatedTarget ?? delete root.dataset.drop);
      addEventListener('drop', (event) => {
        if (!of(event)) return;
        event.preventDefault();
        delete root.dataset.drop;
        take(event.dataTransfer.files);
      });
      addEventListener('change', ({ target }) => {
        if (target.type !== 'file') return;
        take([...target.files]);
        // The same file again is another choice.
        target.value = '';
      });
    },
  });
})();
