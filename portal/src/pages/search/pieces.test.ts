import { expect, test } from "vitest";
import { pieces } from "./pieces";

test("a snippet is cut at its marks, and nothing of it is lost", () => {
  const cut = pieces({
    snippet: "read a contract, sign contracts",
    marks: [
      { from: 7, to: 15 },
      { from: 22, to: 31 },
    ],
  });
  expect(cut.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("")).toBe(
    "read a [contract], sign [contracts]",
  );
  expect(pieces({ snippet: "plain", marks: [] })).toEqual([{ from: 0, text: "plain", marked: false }]);
});
