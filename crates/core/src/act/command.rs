//! Acts as data: one enum for each room, which names every act of it once.

/// Makes the enum of a room's commands: serialisable, each with its action.
/// `verb(Command)` names the action (a function of the room) and what it is given.
macro_rules! commands {
    ($(#[$about:meta])* $name:ident { $($verb:ident($command:ident)),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(
                #[doc = concat!("[`", stringify!($verb), "()`]")]
                $command($command),
            )+
        }

        impl $name {
            /// Asks the action.
            pub fn carry_out(self, desk: &mut Desk<'_>) -> Result<Changes, $crate::Halt> {
                match self {
                    $($name::$command(command) => $verb(desk, command),)+
                }
            }

            /// The verb: the one name that the act has in every room.
            pub fn name(&self) -> &'static str {
                match self {
                    $($name::$command(_) => stringify!($verb),)+
                }
            }
        }

        $(impl From<$command> for $name {
            fn from(command: $command) -> $name {
                $name::$command(command)
            }
        })+
    };
}
pub(crate) use commands;
