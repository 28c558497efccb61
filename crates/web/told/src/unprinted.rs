//! Why something cannot be printed, as a refusal.

use motcua_core::{Fault, Halt, Refusal};
use motcua_typeset::TypesetProblem;

pub(crate) fn refused(problem: TypesetProblem) -> Halt {
    match problem {
        TypesetProblem::NoLetter(letter, word) => {
            Refusal::of("deed.no-letter").with("letter", letter).with("word", word).into()
        }
        TypesetProblem::NoRoom(words) => Refusal::of("deed.no-room").with("words", words).into(),
        TypesetProblem::NotWritten(why) => Halt::Broke(Fault::other(why)),
    }
}
