//! A plain service of Node with the statements of the product (`peer/service.js`), where
//! Node and its two libraries are there: `npm ci` in `bench/peer`.

use crate::server::RunningServer;
use motcua_store::bare::{self, Stmt};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the peer.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peer");

/// Where the peer keeps its dossiers.
pub enum PeerPlace<'a> {
    /// In this file, which has the product's tables.
    File(&'a Path),
    /// In the database with this address, which has them.
    Address(&'a str),
}

impl PeerPlace<'_> {
    /// Starts the peer with the texts of these statements; none when it cannot run here.
    pub fn start(&self, statements: &[Stmt]) -> Option<RunningServer> {
        let (engine, library, place) = match self {
            PeerPlace::File(path) => ("sqlite", "better-sqlite3", path.display().to_string()),
            PeerPlace::Address(url) => ("postgres", "pg", url.to_string()),
        };
        let folder = PathBuf::from(FOLDER);
        let has_node = Command::new("node").arg("--version").output().is_ok_and(|out| out.status.success());
        if !has_node || !folder.join("node_modules").join(library).is_dir() {
            return None;
        }
        let inserts: Vec<&str> = statements.iter().map(|statement| statement.sql).collect();
        let texts = serde_json::json!({ "draw": bare::DRAW_NUMBERS, "inserts": inserts }).to_string();
        Some(RunningServer::listening(|port| {
            let mut command = Command::new("node");
            command.arg(folder.join("service.js")).args([port, engine, &place]);
            command.env("MOTCUA_PEER_TEXTS", &texts);
            command
        }))
    }
}
