// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { Markdown, safeUrl } from "./Markdown";

afterEach(cleanup);

function html(text: string): string {
  return render(<Markdown text={text} headingLevel={3} />).container.innerHTML;
}

describe("a provider's text", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    'a <b onclick="alert(1)">b</b>',
    "<iframe srcdoc='x'></iframe>",
    "<style>*{display:none}</style>",
  ])("brings no HTML of its own: %s", (text) => {
    const { container } = render(<Markdown text={text} headingLevel={3} />);
    expect(container.querySelector("script, img, b, iframe, style, [onclick], [onerror]")).toBeNull();
    expect(container.textContent).toContain("<");
  });

  test.each([
    "[x](javascript:alert(1))",
    "[x](data:text/html,hello)",
    "[x](vbscript:x)",
    "[x](/api/v1/auth/logout)",
    "[x](//elsewhere.example.org)",
    "<javascript:alert(1)>",
  ])("leads nowhere but to http, https and mailto: %s", (text) => {
    expect(html(text)).not.toContain("<a");
  });

  test("links to the web, without vouching for it", () => {
    expect(html("[x](https://example.org)")).toContain(
      '<a href="https://example.org" rel="nofollow noopener noreferrer ugc">x</a>',
    );
  });

  test("fetches no images: they would tell their owner who reads", () => {
    expect(html("![a chart](https://example.org/x.png)")).not.toContain("<img");
    expect(html("![a chart](https://example.org/x.png)")).toContain("a chart");
  });

  test("keeps its structure below the page's own headings", () => {
    const text = "# One\n\n###### Six\n\n- a\n- b\n\n| h |\n|---|\n| c |\n\n```\n<x>\n```";
    const { container } = render(<Markdown text={text} headingLevel={3} />);
    const tags = [...container.querySelectorAll("h3, h6, li, th, td, pre")].map((element) => element.localName);
    expect(tags).toEqual(["h3", "h6", "li", "li", "th", "td", "pre"]);
  });
});

test("an address is safe only when it is absolute and of the web", () => {
  expect(safeUrl("https://example.org")).toBe(true);
  expect(safeUrl("JaVaScRiPt:alert(1)")).toBe(false);
  expect(safeUrl("not an address")).toBe(false);
});
