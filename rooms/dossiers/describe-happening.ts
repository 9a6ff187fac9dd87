// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { DossierType } from './dossier-type.ts';
import type { Happening } from './state.ts';

/** What happened, in one French sentence for the history and the journal. */
export function describeHappening(type: DossierType, happening: Happening): string {
  const role = (key: string): string => type.parties.find((party) => party.role === key)?.label ?? key;
  switch (happening.kind) {
    case 'opened':
      return 'Dossier ouvert';
    case 'moved': {
      const { transition, to, pieces } = happening.content;
      const label = type.transitions.find(({ key }) => key === transition)?.label ?? transition;
      const step = type.steps.find(({ key }) => key === to)?.label ?? to;
      return `${label} ; le dossier passe à « ${step} »${pieces.length > 0 ? `, ${pieces.length === 1 ? 'une pièce' : `${pieces.length} pièces`} à l’appui` : ''}`;
    }
    case 'assigned':
      return happening.content.name ? `Attribué à ${happening.content.name}` : 'N’est plus attribué';
    case 'delegated':
      return `Délégué à ${happening.content.name} jusqu’au ${formatDay(Temporal.PlainDate.from(happening.content.until))}`;
    case 'party-joined':
      return `${happening.content.name} participe au dossier (${role(happening.content.role)})`;
    case 'party-left':
      return `${happening.content.name} ne participe plus au dossier`;
    case 'piece-added':
      return `Pièce jointe : ${happening.content.name}`;
    case 'piece-withdrawn':
      return `Pièce retirée : ${happening.content.reason}`;
    case 'said':
      return happening.content.text;
    case 'suspended':
      return `Suspendu : ${happening.content.reason}`;
    case 'resumed':
      return 'Repris';
    case 'due-changed':
      return `Échéance portée au ${formatDay(Temporal.PlainDate.from(happening.content.dueOn))} : ${happening.content.reason}`;
    case 'reminded':
      return `Rappel envoyé avant le ${formatDay(Temporal.PlainDate.from(happening.content.dueOn))}`;
    case 'linked':
      return `Lié au dossier ${happening.content.number} (${happening.content.how})`;
  }
}
