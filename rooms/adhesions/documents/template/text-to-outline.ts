// SPDX-License-Identifier: EUPL-1.2
/** The text of a document as its parts: a subset of Markdown that PDF and Word show alike. */
import { lexer, type Token, type Tokens } from 'marked';
import type { RichText } from '#platform/documents/make-docx.ts';
import { blockMarked, holdsMark } from './private-marks.ts';
import type { Outline, OutlinePart } from './template-shapes.ts';

/** Something that the subset does not have; `raw` is where it stands. */
export class NotSupported extends Error {
  readonly raw: string;
  constructor(says: string, raw: string) {
    super(says);
    this.name = 'NotSupported';
    this.raw = raw;
  }
}

/** Reads a text whose first line is its title (`# …`). Throws `NotSupported` on what PDF and Word could not show alike. */
export function textToOutline(text: string): Outline {
  const tokens = lexer(text, { gfm: true, breaks: false }).filter(({ type }) => type !== 'space' && type !== 'def');
  const [first, ...rest] = tokens;
  if (!isHeading(first) || first.depth !== 1) throw new NotSupported('Commencez par le titre du document : une ligne « # Titre ».', first?.raw ?? '');
  return { title: plain(first.tokens), parts: rest.map(partOf) };
}

function isHeading(token: Token | undefined): token is Tokens.Heading {
  return token?.type === 'heading';
}

function partOf(token: Token): OutlinePart {
  const known = token as Tokens.Generic; // marked's own union holds a generic token
  switch (token.type) {
    case 'heading':
      return headingOf(token as Tokens.Heading);
    case 'paragraph': {
      const name = blockMarked(token.raw);
      return name ? { kind: 'block', name } : { kind: 'paragraph', text: rich(known.tokens ?? []) };
    }
    case 'list':
      return listOf(token as Tokens.List);
    case 'blockquote':
      return { kind: 'remark', text: quoted(token as Tokens.Blockquote) };
    case 'table':
      return tableOf(token as Tokens.Table);
    case 'hr':
      return { kind: 'page-break' };
    case 'code':
      throw new NotSupported('Une ligne qui commence par quatre espaces n’est pas un paragraphe : retirez-les.', token.raw);
    case 'html':
      throw new NotSupported('Les balises (<…>) ne sont pas prises en charge.', token.raw);
    default:
      throw new NotSupported('Cet élément n’est pas pris en charge.', token.raw);
  }
}

function headingOf({ depth, tokens, raw }: Tokens.Heading): OutlinePart {
  if (!raw.trimStart().startsWith('#')) throw new NotSupported('Laissez une ligne vide avant « --- » ou « === ».', raw);
  if (depth === 1) throw new NotSupported('Un document n’a qu’un titre « # » ; les parties commencent par « ## ».', raw);
  const level = depth === 2 ? 1 : depth === 3 ? 2 : 3;
  return { kind: 'heading', level, text: plain(tokens) };
}

function listOf({ items, ordered }: Tokens.List): OutlinePart {
  const texts = items.map(({ tokens, raw }) => {
    if (tokens.some(({ type }) => type === 'list')) throw new NotSupported('Une liste ne peut pas en contenir une autre.', raw);
    return rich(
      tokens
        .filter(({ type }) => type !== 'space')
        .flatMap((token, at) => {
          const inside = (token as Tokens.Generic).tokens ?? []; // text and paragraphs have them
          return at === 0 ? inside : [{ type: 'br', raw: '\n' } as Token, ...inside];
        }),
    );
  });
  return { kind: 'list', items: texts, isNumbered: ordered };
}

function quoted({ tokens, raw }: Tokens.Blockquote): RichText {
  if (tokens.some(({ type }) => type !== 'paragraph' && type !== 'space'))
    throw new NotSupported('Une remarque (« > ») ne contient que des phrases.', raw);
  return rich(tokens.flatMap((token, at) => [...(at > 0 ? [{ type: 'br', raw: '\n' } as Token] : []), ...((token as Tokens.Generic).tokens ?? [])]));
}

function tableOf({ header, rows, align }: Tokens.Table): OutlinePart {
  return {
    kind: 'table',
    table: {
      header: header.map(({ tokens }) => plain(tokens)),
      rows: rows.map((row) => row.map(({ tokens }) => plain(tokens))),
      aligns: align.map((side) => side ?? 'left'),
    },
  };
}

type Run = { text: string; bold?: boolean; italic?: boolean };

function rich(tokens: readonly Token[]): RichText {
  const runs = joined(runsOf(tokens, {})).map((one) => ({ ...one, text: typeset(one.text) }));
  const [only] = runs;
  return runs.length === 1 && only && !only.bold && !only.italic ? only.text : runs;
}

function plain(tokens: readonly Token[]): string {
  return typeset(
    runsOf(tokens, {})
      .map(({ text }) => text)
      .join(''),
  );
}

function runsOf(tokens: readonly Token[], look: Omit<Run, 'text'>): Run[] {
  return tokens.flatMap((token): Run[] => {
    const { tokens: inside, text = '' } = token as { tokens?: Token[]; text?: string }; // what inline tokens carry
    switch (token.type) {
      case 'strong':
        return runsOf(inside ?? [], { ...look, bold: true });
      case 'em':
        return runsOf(inside ?? [], { ...look, italic: true });
      case 'br':
        return [{ ...look, text: '\n' }];
      case 'text':
        return inside ? runsOf(inside, look) : [run(text, look, token.raw)];
      case 'escape':
        return [run(text, look, token.raw)];
      case 'link':
        // An address typed as it is stays as it was typed.
        if ((token as Tokens.Link & { autolink?: boolean }).autolink || token.raw === text) return [run(text, look, token.raw)];
        throw new NotSupported('Les liens ne sont pas pris en charge : écrivez l’adresse en clair.', token.raw);
      case 'html':
        throw new NotSupported('Les balises (<…>) ne sont pas prises en charge.', token.raw);
      default:
        throw new NotSupported(`« ${token.raw.slice(0, 40)} » n’est pas pris en charge.`, token.raw);
    }
  });
}

function run(text: string, look: Omit<Run, 'text'>, raw: string): Run {
  if (holdsMark(text)) throw new NotSupported('Un bloc protégé se place seul, hors d’une liste, d’un titre ou d’une phrase.', raw);
  return { ...look, text: text.replaceAll('\n', ' ') };
}

/** The no-break spaces of French typography, which nobody types. */
function typeset(text: string): string {
  return text
    .replaceAll('« ', '«\u00a0')
    .replaceAll(' »', '\u00a0»')
    .replaceAll(' :', '\u00a0:')
    .replaceAll(' €', '\u00a0€')
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/\b([nN]°) (?=\S)/g, '$1\u00a0');
}

function joined(runs: readonly Run[]): Run[] {
  return runs.reduce<Run[]>((all, next) => {
    const last = all.at(-1);
    if (!last || last.bold !== next.bold || last.italic !== next.italic) return [...all, next];
    return [...all.slice(0, -1), { ...last, text: last.text + next.text }];
  }, []);
}
