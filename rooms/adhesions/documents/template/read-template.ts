// SPDX-License-Identifier: EUPL-1.2
/** Reads a template and writes its text. Runs in a process of its own (`template-process.ts`), which is ended when it takes too long. */
import { Liquid, Tag, type Context, type Emitter, type Liquid as Engine, type TagToken, type Template, type TopLevelToken } from 'liquidjs';
import { Amount, escapeValue } from './escape-value.ts';
import { frenchFault, unknownVariable } from './french-faults.ts';
import { markOf, withoutMarks } from './private-marks.ts';
import { longestTemplate, longestText, type TemplateFault, type TemplateOrder, type TemplateOutcome } from './template-shapes.ts';
import { NotSupported, textToOutline } from './text-to-outline.ts';

/** What writes text from values and decides nothing else: no file, no partial, no raw output. */
const allowedTags = ['if', 'unless', 'for', 'case', 'assign', 'capture', 'comment', 'break', 'continue'];

/** The outline of a document, or what is wrong with its template. Unknown variables are found even where no value leads to them. */
export function readTemplate({ source, values, blocks, variables }: TemplateOrder): TemplateOutcome {
  if (source.length > longestTemplate) return wrong(null, `Ce modèle dépasse ${longestTemplate / 1_000} 000 caractères.`);
  const clean = standalone(withoutMarks(source.replaceAll(/\r\n?/g, '\n')));
  const engine = engineFor(blocks);
  try {
    const templates = engine.parse(clean);
    const faults = unknownIn(engine, templates, variables);
    if (faults.length > 0) return { faults };
    const text: unknown = engine.renderSync(templates, revived(values) as object); // values are an object by contract
    const written = String(text);
    if (written.length > longestText) return wrong(null, 'Ce modèle écrit beaucoup trop : vérifiez ses boucles.');
    return { outline: textToOutline(written) };
  } catch (error) {
    if (error instanceof NotSupported) return wrong(lineOf(clean, error.raw), error.message);
    return { faults: [frenchFault(error, variables)] };
  }
}

/** A line that holds nothing but instructions leaves no empty line: a list or a table may go on around it. Lines keep their numbers. */
function standalone(source: string): string {
  return source.replace(/^([ \t]*\{%(?!-?[ \t]*bloc\b)[^%\n]*?)-?%\}[ \t]*$/gm, '$1-%}');
}

function wrong(line: number | null, says: string): TemplateOutcome {
  return { faults: [{ line, says }] };
}

function engineFor(blocks: readonly string[]): Engine {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: escapeValue,
    greedy: false,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
    parseLimit: longestTemplate,
    renderLimit: 1_500,
    memoryLimit: 3_000_000,
  });
  for (const name of Object.keys(engine.tags)) if (!allowedTags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) delete engine.filters[name];
  Object.assign(engine.filters, {
    ou_blanc: (value: unknown) => (escapeValue(value) === '' ? BLANK : value),
    majuscule: (value: unknown) => changed(value, (text) => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)),
    minuscules: (value: unknown) => changed(value, (text) => text.toLocaleLowerCase('fr')),
    capitales: (value: unknown) => changed(value, (text) => text.toLocaleUpperCase('fr')),
    nombre: (value: unknown) => (Array.isArray(value) ? value.length : 0),
  });
  engine.registerTag('bloc', protectedBlock(blocks));
  return engine;
}

/** What is left to fill by hand. */
export const BLANK = '…………………………';

function changed(value: unknown, change: (text: string) => string): unknown {
  return typeof value === 'string' ? change(value) : value;
}

/** `{% bloc montants %}`: keeps a place. What stands there is written afterwards, out of the template's reach. */
function protectedBlock(blocks: readonly string[]) {
  return class ProtectedBlock extends Tag {
    readonly #name: string;
    constructor(token: TagToken, remaining: TopLevelToken[], engine: Engine) {
      super(token, remaining, engine);
      this.#name = token.args.trim();
      if (!blocks.includes(this.#name)) throw new Error(`unknown block: ${this.#name}`);
    }
    render(_: Context, emitter: Emitter): void {
      emitter.write(markOf(this.#name));
    }
  };
}

function unknownIn(engine: Engine, templates: Template[], variables: readonly string[]): TemplateFault[] {
  const groups = new Set(variables.flatMap((name) => name.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))));
  const { globals } = engine.analyzeSync(templates, { partials: false });
  return Object.values(globals)
    .flat()
    .flatMap(({ segments, location }) => {
      const name = segments.filter((segment) => typeof segment === 'string' || typeof segment === 'number').join('.');
      return groups.has(name) ? [] : [unknownVariable(name, location.row, variables)];
    })
    .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'amount') return new Amount(String(only[1]));
  return Object.fromEntries(entries.map(([key, inside]) => [key, revived(inside)]));
}

/** Where the first words of a written text stand in the template, when they are the template's own. */
function lineOf(source: string, raw: string): number | null {
  const words = raw.trim().split('\n')[0]?.slice(0, 30) ?? '';
  const at = words === '' ? -1 : source.indexOf(words);
  return at < 0 ? null : source.slice(0, at).split('\n').length;
}
