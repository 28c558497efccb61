//! A PostgreSQL server for one test run: in a folder of its own, reached through
//! a socket in that folder and, unless it is asked for, by no network; gone afterwards.

use super::tools::{find, output, postgres_folder};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server.
pub struct PostgresServer {
    folder: PathBuf,
    child: Child,
}

/// As whom the server runs: PostgreSQL refuses to run as root.
struct Runner {
    user: Option<String>,
    setpriv: Option<String>,
}

impl Runner {
    fn new() -> Result<Runner, String> {
        if output(Command::new("id").arg("-u"))? != "0" {
            return Ok(Runner { user: None, setpriv: None });
        }
        let exists = |user: &&str| output(Command::new("id").args(["-u", user])).is_ok();
        let user = ["postgres", "nobody"].into_iter().find(exists);
        let user = user.ok_or("no unprivileged user to run the server")?.to_string();
        Ok(Runner { user: Some(user), setpriv: find("setpriv") })
    }

    /// Gives the server what lies here.
    fn hand_over(&self, folder: &Path) -> Result<(), String> {
        match &self.user {
            Some(user) => output(Command::new("chown").arg("-R").arg(user).arg(folder)).map(drop),
            None => Ok(()),
        }
    }

    fn command(&self, program: &Path) -> Result<Command, String> {
        let Some(user) = &self.user else { return Ok(Command::new(program)) };
        if let Some(setpriv) = &self.setpriv {
            let group = output(Command::new("id").args(["-g", user]))?;
            let mut command = Command::new(setpriv);
            command.args(["--reuid", user, "--regid", &group, "--clear-groups", "--"]).arg(program);
            return Ok(command);
        }
        let runuser = find("runuser").ok_or("neither setpriv nor runuser is there")?;
        let mut command = Command::new(runuser);
        command.args(["-u", user, "--"]).arg(program);
        Ok(command)
    }
}

impl PostgresServer {
    /// Starts one that is reached by no network, or says why not.
    pub fn start() -> Result<PostgresServer, String> {
        PostgresServer::start_with("postgres", &["listen_addresses="], |_| Ok(()))
    }

    /// Starts one with these settings, after `lay_out` has put its files into the data
    /// folder. The name tells it from others of the same process.
    pub fn start_with(
        name: &str,
        settings: &[&str],
        lay_out: impl FnOnce(&Path) -> Result<(), String>,
    ) -> Result<PostgresServer, String> {
        let programs = postgres_folder().ok_or("no server found")?;
        let runner = Runner::new()?;
        let folder = std::env::temp_dir().join(format!("motcua-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let started = PostgresServer::start_in(&folder, &programs, &runner, settings, lay_out);
        if started.is_err() {
            let _ = std::fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(
        folder: &Path,
        programs: &Path,
        runner: &Runner,
        settings: &[&str],
        lay_out: impl FnOnce(&Path) -> Result<(), String>,
    ) -> Result<PostgresServer, String> {
        runner.hand_over(folder)?;
        let data = folder.join("data");
        let mut initdb = runner.command(&programs.join("initdb"))?;
        initdb.args([
            "--auth=trust",
            "--username=motcua",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ]);
        output(initdb.arg(&data).current_dir(folder))?;
        lay_out(&data)?;
        runner.hand_over(&data)?;
        let mut postgres = runner.command(&programs.join("postgres"))?;
        postgres.arg("-D").arg(&data).arg("-k").arg(folder);
        // Many connections (64 clients at once, several tests at once), and nothing
        // here has to survive a power cut.
        for setting in ["max_connections=400", "fsync=off", "lc_messages=C"].iter().chain(settings) {
            postgres.args(["-c", setting]);
        }
        let mut child = postgres
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let said = child.stderr.take().ok_or("a server without a voice")?;
        let mut lines = BufReader::new(said).lines();
        let mut heard = Vec::new();
        for line in lines.by_ref().map_while(Result::ok) {
            if line.contains("ready to accept connections") {
                // Somebody has to go on listening, or the server would stop at a full pipe.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(PostgresServer { folder: folder.to_path_buf(), child });
            }
            heard.push(line);
        }
        let _ = child.wait();
        Err(format!("the server did not start: {}", heard.join(" ")))
    }

    /// Its maintenance database.
    pub fn url(&self) -> String {
        format!("postgres:///postgres?user=motcua&host={}", self.folder.display())
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        // The first line is the server's own number, even behind a wrapper.
        let pid = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        if let Some(pid) = pid.lines().next() {
            let _ = output(Command::new("kill").args(["-INT", pid]));
            let _ = self.child.wait();
        } else {
            let _ = self.child.kill();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
