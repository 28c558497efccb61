//! The small common ground of the two engines: four kinds of cell, statements
//! with `?1` marks, rows of cells.

use motcua_core::Fault;

/// A value in a row or an argument. No reals and no engine's date types.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number, a moment, a day or a yes/no.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<i64> for Cell {
    fn from(value: i64) -> Cell {
        Cell::Int(value)
    }
}

impl From<u32> for Cell {
    fn from(value: u32) -> Cell {
        Cell::Int(i64::from(value))
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Cell {
        Cell::Int(i64::from(value))
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Cell {
        Cell::Text(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Cell {
        Cell::Text(value.to_string())
    }
}

impl From<Vec<u8>> for Cell {
    fn from(value: Vec<u8>) -> Cell {
        Cell::Bytes(value)
    }
}

impl From<&[u8]> for Cell {
    fn from(value: &[u8]) -> Cell {
        Cell::Bytes(value.to_vec())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Null, Into::into)
    }
}

/// Arguments in order: `args![id, 7, "x"]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { Vec::<$crate::Cell>::from([$($crate::Cell::from($value)),*]) };
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Cell>);

impl Row {
    fn cell(&self, column: usize) -> Result<&Cell, Fault> {
        self.0.get(column).ok_or_else(|| Fault::damaged(format!("no column {column}")))
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        self.opt_int(column)?.ok_or_else(|| Fault::damaged(format!("column {column} is empty")))
    }

    /// A number, or nothing.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.cell(column)? {
            Cell::Int(value) => Ok(Some(*value)),
            Cell::Null => Ok(None),
            other => Err(Fault::damaged(format!("column {column} holds {other:?}, not a number"))),
        }
    }

    /// Text.
    pub fn text(&self, column: usize) -> Result<&str, Fault> {
        match self.cell(column)? {
            Cell::Text(value) => Ok(value),
            other => Err(Fault::damaged(format!("column {column} holds {other:?}, not text"))),
        }
    }

    /// Text, or nothing.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, Fault> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<&[u8], Fault> {
        match self.cell(column)? {
            Cell::Bytes(value) => Ok(value),
            other => Err(Fault::damaged(format!("column {column} holds {other:?}, not bytes"))),
        }
    }
}

/// One statement that changes something. By custom `?1` names what its rows belong to
/// (`insert into t (k, …) values (?1, …)`, `… where k = ?1 and …`): PostgreSQL's writer
/// sees from the text that statements with another `?1` do not meet, and writes those of
/// many acts as one. A text of any other shape is written too, by itself.
#[derive(Debug, Clone)]
pub struct Stmt {
    /// The text, the same on both engines.
    pub sql: &'static str,
    /// Its arguments.
    pub args: Vec<Cell>,
    /// How many rows it must touch; another count means that somebody else was
    /// quicker.
    pub rows: Option<u64>,
}

impl Stmt {
    /// A statement that may touch any number of rows.
    pub fn new(sql: &'static str, args: Vec<Cell>) -> Stmt {
        Stmt { sql, args, rows: None }
    }

    /// A statement that must touch exactly one row.
    pub fn one(sql: &'static str, args: Vec<Cell>) -> Stmt {
        Stmt { sql, args, rows: Some(1) }
    }
}

/// Where rows are read from: a connection of either engine.
pub trait Rows {
    /// All rows of a query.
    fn rows(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault>;

    /// The first row, if there is one.
    fn row(&mut self, sql: &'static str, args: &[Cell]) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, args)?.into_iter().next())
    }

    /// Which dialect the few named differences should use.
    fn dialect(&self) -> Dialect;
}

/// The engine behind a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}
