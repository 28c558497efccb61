// A plain service: one process of Node, one transaction for each dossier, and in it the
// statements that the product writes for one. It judges nothing, numbers, keeps and answers.
//
//   node service.js <port> sqlite <file>        MOTCUA_PEER_TEXTS: the texts, as JSON
//   node service.js <port> postgres <address>
//
// The texts come from the bench, which takes them from the product; what their columns
// hold is said here. A column that is not known here ends the service, so that the two
// never measure different work.

import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";

const [port, engine, place] = process.argv.slice(2);
const texts = JSON.parse(process.env.MOTCUA_PEER_TEXTS);

/** The columns of `insert into t (a, b, …) values (…)`, with the table before them. */
function columns(text) {
  const [, table, names] = /^insert into (\w+) \(([^)]+)\)/.exec(text);
  const count = new Set(text.match(/\?\d+/g)).size;
  return names.split(", ").slice(0, count).map((name) => `${table}.${name}`);
}

const statements = texts.inserts.map((text) => ({ text, columns: columns(text) }));

/** What each column of a new dossier holds. */
function values(sent, key, digest, number) {
  const now = Date.now();
  const id = randomBytes(16);
  const agency = sent.receiving;
  const code = `peer-${agency}-${new Date(now).toISOString().slice(2, 10).replaceAll("-", "")}-${number}`;
  const { applicant } = sent;
  const submission = { code, ...sent, version: 1, competent: agency, papers: [] };
  const event = { seq: 1, at: now, who: { name: applicant.name }, fact: { submitted: submission } };
  const holder = { agency, duty: "reception", step: 0 };
  const dossier = { id: id.toString("hex"), seq: 1, submitted_at: now, last_at: now, submission };
  const words = ` ${fold(`${applicant.name} ${applicant.identity} ${code}`).join(" ")} `;
  return {
    "dossier.id": id, "dossier.seq": 1, "dossier.code": code, "dossier.status": 1,
    "dossier.procedure": sent.procedure, "dossier.channel": sent.channel,
    "dossier.receiving": agency, "dossier.competent": agency,
    "dossier.unit": "19753", "dossier.parent": "46",
    "dossier.holder_agency": agency, "dossier.holder_duty": "reception", "dossier.holder_officer": null,
    "dossier.open": 1, "dossier.list_at": now, "dossier.submitted_at": now, "dossier.received_day": null,
    "dossier.eligible": null, "dossier.online": null, "dossier.digitised": null,
    "dossier.resolved_day": null, "dossier.on_time": null, "dossier.version": 1,
    "dossier.body": JSON.stringify({ ...dossier, state: "submitted", holder, earlier: [] }),
    "event.record": id, "event.kind": "dossier", "event.seq": 1, "event.at": now,
    "event.fact": "submitted", "event.digitised": null, "event.body": JSON.stringify(event),
    "dossier_search.rowid": id,
    "dossier_search.text": words.trimEnd().replaceAll(" ", ` ${agency}_`),
    "dossier_words.dossier": id, "dossier_words.agency": agency,
    "dossier_words.submitted_at": now, "dossier_words.words": words,
    "dossier_of.dossier": id, "dossier_of.kind": "person",
    "dossier_of.name": applicant.identity, "dossier_of.submitted_at": now,
    "idempotency.key": key, "idempotency.digest": digest, "idempotency.kind": "dossier",
    "idempotency.record": id, "idempotency.seq": 1, "idempotency.at": now,
    code,
  };
}

function fold(text) {
  const plain = text.toLowerCase().normalize("NFD").replaceAll("đ", "d").replace(/[\u0300-\u036f]/g, "");
  return [...new Set(plain.split(/[^a-z0-9]+/).filter(Boolean))].sort();
}

function args(statement, all) {
  return statement.columns.map((column) => {
    if (!(column in all)) throw new Error(`the peer does not know the column ${column}`);
    return all[column];
  });
}

const series = (sent) => `code/${sent.receiving}/${new Date().toISOString().slice(0, 10)}`;

async function onSqlite() {
  const { default: Database } = await import("better-sqlite3");
  const db = new Database(place);
  db.pragma("journal_mode = wal");
  db.pragma("synchronous = full");
  // The library counts the marks itself; in these texts each stands once, in order.
  const prepare = (text) => db.prepare(text.replace(/\?\d+/g, "?"));
  const draw = prepare(texts.draw);
  const prepared = statements.map((statement) => ({ ...statement, run: prepare(statement.text) }));
  const write = db.transaction((sent, key, digest) => {
    const all = values(sent, key, digest, draw.get(series(sent), 1).last);
    for (const statement of prepared) statement.run.run(...args(statement, all));
    return all.code;
  });
  return async (sent, key, digest) => write.immediate(sent, key, digest);
}

async function onPostgres() {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ ...address(place), max: 16 });
  const dollars = (text) => text.replaceAll("?", "$");
  return async (sent, key, digest) => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const drawn = await client.query({ name: "draw", text: dollars(texts.draw), values: [series(sent), 1] });
      const all = values(sent, key, digest, drawn.rows[0].last);
      for (const [at, statement] of statements.entries()) {
        await client.query({ name: `s${at}`, text: dollars(statement.text), values: args(statement, all) });
      }
      await client.query("commit");
      return all.code;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  };
}

/** `postgres://user@host/name?host=/folder`: what of it the library does not read itself. */
function address(url) {
  const { searchParams: more, pathname } = new URL(url.replace(/^postgres:\/\/\//, "postgres://localhost/"));
  const given = more.get("host") ? { host: more.get("host"), user: more.get("user") ?? undefined } : null;
  const options = more.get("options") ?? undefined;
  return given ? { ...given, database: pathname.slice(1), options } : { connectionString: url };
}

const hand_in = engine === "sqlite" ? await onSqlite() : await onPostgres();

createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", async () => {
    const answer = (status, body) => {
      const text = JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
      response.end(text);
    };
    if (request.url === "/readyz") return answer(200, {});
    try {
      const body = Buffer.concat(pieces);
      const digest = createHash("sha256").update(body).digest();
      const key = `api:${request.headers["idempotency-key"]}`;
      answer(201, { code: await hand_in(JSON.parse(body), key, digest) });
    } catch (error) {
      console.error(error);
      answer(500, { error: String(error) });
    }
  });
}).listen(Number(port), "127.0.0.1");
