// A whole Một Cửa for one test file: the binary as people run it, on a folder and
// a port of its own, stopped and swept away at the end.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const WORKSPACE = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const START_MS_MAX = 60_000;
const STOP_MS_MAX = 10_000;
const ASK_EVERY_MS = 50;

/// Starts `motcua demo --empty`: officers and their accounts, no dossiers, the
/// clock running from half past seven on Friday 1 August 2025.
export async function startServer() {
  const program = binary();
  const folder = mkdtempSync(join(tmpdir(), "motcua-e2e-"));
  const port = await freePort();
  const child = spawn(program, ["demo", "--empty"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      MOTCUA_LISTEN: `127.0.0.1:${port}`,
      MOTCUA_DATA: join(folder, "data"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (bytes) => (said = (said + bytes).slice(-20_000));
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise((done) => child.once("exit", done).once("error", done));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);

  const server = {
    port,
    origin: `http://127.0.0.1:${port}`,
    /// What it wrote to its terminal.
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      const patience = setTimeout(kill, STOP_MS_MAX);
      await ended;
      clearTimeout(patience);
      process.removeListener("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await answers(server.origin, child);
  } catch (error) {
    await server.stop();
    throw new Error(`the server did not start: ${error.message}\n${said}`);
  }
  return server;
}

/// `MOTCUA_BIN`, else what `cargo build -p motcua` left.
function binary() {
  const found = resolve(process.env.MOTCUA_BIN || join(targetFolder(), "debug", "motcua"));
  if (!existsSync(found)) throw new Error(`no ${found}: run cargo build -p motcua, or set MOTCUA_BIN`);
  return found;
}

function targetFolder() {
  const metadata = execFileSync("cargo", ["metadata", "--format-version=1", "--no-deps"], {
    cwd: WORKSPACE,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(metadata).target_directory;
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function answers(origin, child) {
  const last = Date.now() + START_MS_MAX;
  for (;;) {
    if (child.pid === undefined) throw new Error("it is no program");
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const answer = await fetch(origin);
      await answer.arrayBuffer();
      return;
    } catch (error) {
      if (Date.now() > last) throw error;
      await pause(ASK_EVERY_MS);
    }
  }
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
