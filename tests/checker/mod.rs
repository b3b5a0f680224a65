//! The system that the search walks as a model of stateright, an independent model checker.

use stateright::{Model, Property};
use zeroloss::explore::{Plan, System, SystemState};
use zeroloss::guarantee::GUARANTEES;

/// A system for stateright.
pub struct Walk(pub System);

impl Model for Walk {
    type State = SystemState;
    type Action = Plan;

    fn init_states(&self) -> Vec<SystemState> {
        vec![self.0.start()]
    }

    fn actions(&self, state: &SystemState, actions: &mut Vec<Plan>) {
        actions.extend(self.0.plans(state));
    }

    fn next_state(&self, state: &SystemState, plan: Plan) -> Option<SystemState> {
        Some(self.0.next(state, &plan))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        // Never found, so that stateright does not stop before it has seen every state.
        vec![Property::sometimes("everything is broken", |_, state: &SystemState| {
            (0..GUARANTEES.len()).all(|index| state.has_broken(index))
        })]
    }
}
