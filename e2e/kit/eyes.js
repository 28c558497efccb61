// What is looked at on every page, at the width of a telephone and of a desk:
// axe-core, the frame of the page, sideways scrolling, the size of targets.
// Faults are collected, so that one run names them all.

import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };
const SHOT_WIDTHS = [360, 1280];

/// Eyes that remember what they saw. `SHOTS` is a folder for pictures.
export function openEyes() {
  const faults = [];
  const seen = new Set();
  const shots = process.env.SHOTS;
  if (shots) mkdirSync(shots, { recursive: true });
  return {
    /// How many pages were looked at, and everything that was wrong with them.
    faults,
    seen,
    /// Looks at the page that is open; `name` says which page in which state. The
    /// same name is looked at once. The window needs scripts, for axe.
    async look(page, name) {
      if (seen.has(name)) return;
      seen.add(name);
      const size = page.viewportSize();
      for (const viewport of [NARROW, WIDE]) {
        await page.setViewportSize(viewport);
        const found = [...(await frameFaults(page)), ...(await axeFaults(page))];
        faults.push(...found.map((fault) => `${name} (${viewport.width} px): ${fault}`));
      }
      if (shots) {
        for (const width of SHOT_WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const path = join(shots, `${name.replaceAll(/[^a-z0-9]+/gi, "-")}-${width}.png`);
          await page.screenshot({ path, fullPage: true });
        }
      }
      await page.setViewportSize(size);
    },
  };
}

/// Words with Vietnamese letters on an English page that are not marked as
/// Vietnamese (`lang="vi"`), for a screen reader would read them as English.
/// `names` are words that are the same in both languages.
export function vietnameseLeft(page, names) {
  return page.evaluate((known) => {
    const VIETNAMESE = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]/i;
    const left = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent } = walker.currentNode;
      if (parent.closest("[lang]").lang === "vi") continue;
      const words = known.reduce((text, name) => text.replaceAll(name, ""), walker.currentNode.data);
      if (VIETNAMESE.test(words)) left.push(words.trim());
    }
    for (const element of document.querySelectorAll("[title], [placeholder], [aria-label], [alt]")) {
      for (const name of ["title", "placeholder", "aria-label", "alt"]) {
        const words = element.getAttribute(name) ?? "";
        if (VIETNAMESE.test(words)) left.push(`${name}: ${words}`);
      }
    }
    return left;
  }, names);
}

async function axeFaults(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    RULES,
  );
  return violations.map(({ impact, id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.target.join(" "));
    return `axe ${impact} ${id}: ${help} (${nodes.length} times, first ${where.join(" | ")})`;
  });
}

/// What every page owes to everybody and axe does not ask for.
function frameFaults(page) {
  return page.evaluate(() => {
    const TARGET_PX_MIN = 24;
    const faults = [];
    const must = (holds, fault) => holds || faults.push(fault);
    const { documentElement: root } = document;
    must(["vi", "en"].includes(root.lang), `lang is “${root.lang}”`);
    must(/\S.* – Một Cửa$/.test(document.title), `the title is “${document.title}”`);
    const headings = [...document.querySelectorAll("h1")];
    must(headings.length === 1 && headings[0].innerText.trim(), `${headings.length} headings of the first order`);
    const over = root.scrollWidth - root.clientWidth;
    if (over > 0) {
      const wide = [...document.body.querySelectorAll("*")].filter(
        (each) => each.getBoundingClientRect().right > root.clientWidth + 0.5 && !each.closest(".table-scroll, svg"),
      );
      faults.push(`scrolls sideways by ${over} px: ${wide.slice(-3).map(name).join(", ")}`);
    }
    const first = document.querySelector("a[href], button, input:not([type=hidden]), select, textarea");
    must(first?.matches(".skip-link") && document.querySelector(first.hash), "the first stop is no working skip link");

    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    const twice = ids.filter((id, nth) => ids.indexOf(id) !== nth);
    must(twice.length === 0, `ids that stand twice: ${twice.join(", ")}`);

    for (const target of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
      if (!target.checkVisibility() || target.matches(".skip-link, [type=hidden]")) continue;
      // Links inside a sentence are as high as its line; axe judges their spacing.
      if (getComputedStyle(target).display === "inline" && target.matches("a, button")) continue;
      const boxes = [target, ...(target.labels ?? [])].map((each) => each.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      must(
        width >= TARGET_PX_MIN && height >= TARGET_PX_MIN,
        `a target of ${Math.round(width)} × ${Math.round(height)} px: ${name(target)}`,
      );
    }
    return faults;

    function name(element) {
      const words = (element.innerText ?? "").trim().slice(0, 30);
      const id = element.id && `#${element.id}`;
      return `<${[element.localName + id, ...element.classList].join(".")}> ${words}`.trim();
    }
  });
}
