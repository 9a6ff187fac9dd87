// SPDX-License-Identifier: EUPL-1.2
/* oxlint-disable react/no-array-index-key -- a document that was written has no other order than its own */
import classes from './documents.module.css';
import type { Previewed } from './use-preview.ts';

type Block = Previewed['blocks'][number];
type Content = Block['content'];
type RichText = Extract<Content, { kind: 'paragraph' }>['text'];
type Table = Extract<Content, { kind: 'table' }>['table'];

/** A document on the screen, its protected blocks marked. */
export function Paper({ title, blocks }: { title: string; blocks: readonly Block[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes.paper} aria-label="Aperçu du document" tabIndex={0}>
      <h2>{title}</h2>
      {blocks.map(({ isProtected, content }, at) =>
        isProtected ? (
          <div key={at} className={classes.protected}>
            <p>Bloc protégé</p>
            <Part content={content} />
          </div>
        ) : (
          <Part key={at} content={content} />
        ),
      )}
    </section>
  );
}

function Part({ content }: { content: Content }) {
  switch (content.kind) {
    case 'heading':
      return content.level === 3 ? <h4>{content.text}</h4> : <h3>{content.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <Rich text={content.text} />
        </p>
      );
    case 'remark':
      return (
        <p className={classes.quiet}>
          <Rich text={content.text} />
        </p>
      );
    case 'list': {
      const List = content.isNumbered ? 'ol' : 'ul';
      return (
        <List>
          {content.items.map((item, at) => (
            <li key={at}>
              <Rich text={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <PaperTable table={content.table} />;
    case 'signatures':
      return (
        <div className={classes.places}>
          {content.places.map((place) => (
            <div key={place} className={classes.place}>
              {place}
            </div>
          ))}
        </div>
      );
    case 'page-break':
      return <hr />;
  }
}

function PaperTable({ table: { caption, header, rows, aligns } }: { table: Table }) {
  const aligned = (at: number) => ({ textAlign: aligns?.[at] ?? ('left' as const) });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.wide} role="region" aria-label={caption ?? header.join(', ')} tabIndex={0}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} scope="col" style={aligned(at)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at} style={aligned(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Rich({ text }: { text: RichText }) {
  if (typeof text === 'string') return text;
  return text.map(({ text: words, bold, italic }, at) => {
    const leaning = italic ? <em>{words}</em> : words;
    return bold ? <strong key={at}>{leaning}</strong> : <span key={at}>{leaning}</span>;
  });
}
