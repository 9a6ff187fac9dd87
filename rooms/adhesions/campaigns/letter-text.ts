// SPDX-License-Identifier: EUPL-1.2
import { Liquid } from 'liquidjs';
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { campaignWords, refuse } from '../contract/campaigns.ts';
import type { Said } from './said.ts';

export type LetterFigures = { said: Said; beforeCents: number; afterCents: number; takesEffectOn: string; answerBy: string };

// Strict: a misspelt name is refused when the letter is written, not when five hundred have left. Nothing is read from the disk.
const liquid = new Liquid({ strictVariables: true, strictFilters: true, templates: {}, memoryLimit: 1e7, renderLimit: 1_000 });

/** The text of a letter, with the figures of its convention. Refuses a template that cannot be read. */
export function letterText(template: string, figures: LetterFigures): string {
  return render(template, wordsOf(figures), 'letterText');
}

/** Refuses a template that cannot be read or asks for a name that letters do not have. */
export function checkTemplate(template: string, field: string): void {
  render(template, Object.fromEntries(campaignWords.map((word) => [word, word])), field);
}

function render(template: string, words: Record<string, string>, field: string): string {
  try {
    return String(liquid.parseAndRenderSync(template, words)).trim();
  } catch (error) {
    throw refuse('adhesions.campaign-template', { fault: error instanceof Error ? frenchFault(error.message) : '' }, field);
  }
}

/** The library speaks English: what matters is which word it stumbled over. */
function frenchFault(message: string): string {
  const unknown = /undefined variable: ([\w.]+)/.exec(message)?.[1];
  if (unknown) return `« ${unknown} » n’est pas un des champs proposés.`;
  const filter = /undefined filter: (\w+)/.exec(message)?.[1];
  if (filter) return `« ${filter} » n’est pas un filtre connu.`;
  const line = /line:(\d+)/.exec(message)?.[1];
  return line ? `vérifiez les accolades, ligne ${line}.` : 'vérifiez les accolades.';
}

function wordsOf({ said, beforeCents, afterCents, takesEffectOn, answerBy }: LetterFigures): Record<(typeof campaignWords)[number], string> {
  const difference = afterCents - beforeCents;
  return {
    collectivite: said.payer,
    operateur: said.operator,
    convention: said.convention,
    edition_actuelle: said.fromLabel,
    edition_nouvelle: said.toLabel,
    date_effet: formatDay(Temporal.PlainDate.from(takesEffectOn)),
    repondre_avant: formatDay(Temporal.PlainDate.from(answerBy)),
    montant_actuel: formatEuros(beforeCents),
    montant_nouveau: formatEuros(afterCents),
    ecart: difference === 0 ? 'sans changement' : `${difference > 0 ? '+' : '−'}${formatEuros(Math.abs(difference))} par an`,
    effet_du_silence:
      said.appliesTo === 'agreed'
        ? 'Sans réponse de votre part, rien ne change.'
        : `Sans refus de votre part à cette date, la nouvelle édition s’appliquera : ${said.legalGround}`,
    fondement: said.legalGround,
  };
}
