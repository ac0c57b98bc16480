import type { Nodes, Parents, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { Fragment, type ReactNode, useMemo } from "react";
import styles from "./Markdown.module.css";

interface Props {
  text: string;
  /** The level of the text's highest headings within the page. */
  headingLevel: 3 | 4;
}

/**
 * A provider's text. Markdown is parsed to a tree and the tree becomes elements one by one: what is not named here cannot
 * appear. HTML is shown as the text it is, images as their description (they would tell the provider who reads), links
 * lead to http, https and mailto only.
 */
export function Markdown({ text, headingLevel }: Props) {
  const tree = useMemo(
    () => fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }),
    [text],
  );
  return <div className={styles.prose}>{children(tree, headingLevel)}</div>;
}

function children(parent: Parents, level: number): ReactNode[] {
  // A parsed text never changes its order: positions are identities.
  return parent.children.map((node) => <Fragment key={node.position?.start.offset}>{element(node, level)}</Fragment>);
}

function element(node: Nodes, level: number): ReactNode {
  const inner = () => children(node as Parents, level);
  switch (node.type) {
    case "text":
    case "html":
      return node.value;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case "paragraph":
      return <p>{inner()}</p>;
    case "emphasis":
      return <em>{inner()}</em>;
    case "strong":
      return <strong>{inner()}</strong>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "blockquote":
      return <blockquote>{inner()}</blockquote>;
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{inner()}</ol> : <ul>{inner()}</ul>;
    case "listItem":
      return <li>{inner()}</li>;
    case "heading":
      return heading(Math.min(6, node.depth - 1 + level), inner());
    case "link":
      return link(node.url, inner());
    case "image":
      return node.alt;
    case "table":
      return table(node, level);
    default:
      return null;
  }
}

function heading(level: number, inner: ReactNode): ReactNode {
  const Tag = `h${level}` as "h3" | "h4" | "h5" | "h6";
  return <Tag>{inner}</Tag>;
}

function link(url: string, inner: ReactNode): ReactNode {
  return safeUrl(url) ? (
    <a href={url} rel="nofollow noopener noreferrer ugc">
      {inner}
    </a>
  ) : (
    inner
  );
}

function table(node: Table, level: number): ReactNode {
  const [head, ...rows] = node.children;
  return (
    <table>
      <thead>
        <tr>
          {head?.children.map((cell) => (
            <th key={cell.position?.start.offset} scope="col">
              {children(cell, level)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.position?.start.offset}>
            {row.children.map((cell) => (
              <td key={cell.position?.start.offset}>{children(cell, level)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An absolute address that only leads somewhere: no script, no data, nothing of this origin. */
export function safeUrl(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:", "mailto:"].includes(new URL(url).protocol);
}
