//! Effects of components on the browser.
//!
//! Yew compiles the life of an effect anew for each type of what it depends on and of what it does.
//! There are two dozen; here they are all of one type.

use std::any::Any;

use yew::functional::{Hook, TearDown};

/// What an effect depends on.
trait Dependency: Any {
    fn is_same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Dependency for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref().is_some_and(|other| self == other)
    }
}

struct Dependencies(Box<dyn Dependency>);

impl PartialEq for Dependencies {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.any())
    }
}

impl Dependencies {
    fn any(&self) -> &dyn Any {
        &*self.0
    }
}

/// What an effect leaves to be done when it is over.
type End = Box<dyn FnOnce()>;

/// Does something after the component is drawn, the first time and whenever what it depends on is
/// another. What the effect returns is done before the next time and when the component goes.
pub fn use_effect_with<T: PartialEq + 'static, D: TearDown>(
    dependencies: T,
    effect: impl FnOnce(&T) -> D + 'static,
) -> impl Hook<Output = ()> {
    let effect: Box<dyn FnOnce(&Dependencies) -> End> = Box::new(|dependencies| {
        let dependencies = dependencies.any().downcast_ref();
        let end = effect(dependencies.expect("an effect is given what it depends on"));
        Box::new(|| end.tear_down())
    });
    yew::use_effect_with(Dependencies(Box::new(dependencies)), effect)
}
