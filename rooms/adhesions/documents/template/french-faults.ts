// SPDX-License-Identifier: EUPL-1.2
/** What the templating library says, as an operator reads it. */
import { LiquidError } from 'liquidjs';
import type { TemplateFault } from './template-shapes.ts';

/** The fault of a template that the library refused to read or to write. */
export function frenchFault(error: unknown, variables: readonly string[]): TemplateFault {
  if (!LiquidError.is(error)) return { line: null, says: 'Ce modèle ne peut pas être lu.' };
  const [line = null] = error.token.getPosition();
  const said = error.message.replace(/, (?:file:.*?, )?line:\d+, col:\d+$/, '');
  const unknown = /^undefined variable: (.+)$/.exec(said)?.[1];
  if (unknown) return unknownVariable(unknown, line, variables);
  return { line, says: sentenceFor(said) };
}

/** A variable that does not exist, with the one that was perhaps meant. */
export function unknownVariable(name: string, line: number | null, variables: readonly string[]): TemplateFault {
  const near = nearest(name, variables);
  return { line, says: `La variable « ${name} » n’existe pas${near ? ` : vouliez-vous dire « ${near} » ?` : '.'}` };
}

const sentences: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^output "?(.+?)"? not closed$/, ([, text]) => `« ${short(text)} » n’est pas refermé : ajoutez « }} ».`],
  [/^tag \{%-? *(\w+).*not closed$/, ([, name]) => `« {% ${name} %} » n’est pas refermé : ajoutez « {% end${name} %} ».`],
  [/^tag "?(.+?)"? not closed$/, ([, text]) => `« ${short(text)} » n’est pas refermé : ajoutez « %} ».`],
  [/^tag "(?:end\w+|else|elsif|when)" not found$/, ([all]) => `« ${/"(\w+)"/.exec(all)?.[1] ?? ''} » ne répond à aucun début.`],
  [/^tag "(.*)" not found$/, ([, name]) => `L’instruction « ${name} » n’existe pas : ${known}.`],
  [
    /^undefined filter: (.+)$/,
    ([, name]) => `Le filtre « ${name} » n’existe pas : restent « ou_blanc », « majuscule », « minuscules », « capitales ».`,
  ],
  [/^unknown block: (.*)$/, ([, name]) => `Le bloc « ${name} » n’existe pas pour ce document.`],
  [/not a text$/, () => 'Cette variable regroupe plusieurs valeurs : nommez l’une d’elles, comme « beneficiaire.nom ».'],
  [/limit exceeded$/, () => 'Ce modèle écrit beaucoup trop : vérifiez ses boucles.'],
  [/^illegal tag/, () => 'Cette instruction est incomplète.'],
  [/^invalid value expression|^expected|^unexpected|^illegal/, () => 'Cette expression est incomplète ou mal écrite.'],
];

const known = 'restent « if », « unless », « for », « case », « assign » et « bloc »';

function sentenceFor(said: string): string {
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(said);
    if (found) return sentence(found);
  }
  return 'Cette ligne ne peut pas être lue.';
}

function short(text = ''): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The closest known name, when it is close enough to be a slip. */
function nearest(name: string, variables: readonly string[]): string | null {
  const [best] = variables.map((one) => ({ one, far: distance(name, one) })).toSorted((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, Math.floor(name.length / 3)) ? best.one : null;
}

/** Levenshtein's. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(from.slice(0, 80)).entries()) {
    let corner = row[0] ?? 0;
    row[0] = at + 1;
    for (let column = 1; column <= to.length; column++) {
      const above = row[column] ?? 0;
      row[column] = Math.min(above + 1, (row[column - 1] ?? 0) + 1, corner + (to[column - 1] === letter ? 0 : 1));
      corner = above;
    }
  }
  return row.at(-1) ?? 0;
}
