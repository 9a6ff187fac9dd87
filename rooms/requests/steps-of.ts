// SPDX-License-Identifier: EUPL-1.2
/** One line for one request, from the first word to the open service. Pure. */
import { formatDay } from '#platform/calendar/french-days.ts';
import { todayInParis } from '#platform/calendar/paris.ts';
import type { FollowedQuote } from '#rooms/adhesions/api.ts';
import type { QuoteDocument } from '#rooms/quotes/api.ts';

export type Asked = {
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn';
  reason: string;
  askedAt: string;
  answeredAt: string | null;
  quote: { number: string; cancelReason: string | null } | null;
  document: QuoteDocument | null;
  rider: FollowedQuote | null;
};

type Step = { label: string; state: 'done' | 'current' | 'todo'; detail: string; href: string | null };
export type Followed = { says: string; isOver: boolean; steps: Step[]; cancel: 'withdraw' | 'cancel' | null };

/** Where a request stands, for whoever made it; `at` is the address of the body, today a day of Paris. */
export function stepsOf(asked: Asked, at: string, today: string): Followed {
  const { state, quote, document, rider } = asked;
  if (state === 'withdrawn') return over('Vous avez retiré cette demande.');
  if (state === 'refused') return over(quote?.cancelReason ? `Abandonnée : ${quote.cancelReason}` : `Refusée : ${asked.reason}`);
  const first: Step = { label: 'Demandé', state: 'done', detail: dayOf(asked.askedAt), href: null };
  if (state === 'waiting')
    return {
      says: 'Votre opérateur n’a pas encore répondu.',
      isOver: false,
      cancel: 'withdraw',
      steps: [first, current('Devis', 'attendu de l’opérateur'), todo('Votre accord'), todo('Ouverture')],
    };
  if (!quote)
    return {
      says: `Votre opérateur s’en occupe.${asked.reason ? ` « ${asked.reason} »` : ''}`,
      isOver: false,
      cancel: null,
      steps: [first, { ...todo('Acceptée'), state: 'done', detail: asked.answeredAt ? dayOf(asked.answeredAt) : '' }, current('Ouverture', '')],
    };
  if (!document)
    return {
      says: `Le devis ${quote.number} est en préparation.`,
      isOver: false,
      cancel: 'cancel',
      steps: [first, current('Devis', `${quote.number}, en préparation`), todo('Votre accord'), todo('Ouverture')],
    };
  const sent: Step = { label: 'Devis', state: 'done', detail: quote.number, href: `${at}/devis-recus/${document.documentId}` };
  if (document.status !== 'accepted') return awaiting(asked, document, [first, sent]);
  return accepted(rider, [first, sent, { label: 'Votre accord', state: 'done', detail: '', href: sent.href }], at, today);
}

function awaiting({ quote }: Asked, document: QuoteDocument, before: Step[]): Followed {
  const number = quote?.number ?? document.number;
  if (document.status === 'sent')
    return {
      says: `Le devis ${number} attend votre réponse jusqu’au ${formatDay(Temporal.PlainDate.from(document.validUntil))}.`,
      isOver: false,
      cancel: 'cancel',
      steps: [...before, { ...current('Votre accord', 'à vous'), href: before.at(-1)?.href ?? null }, todo('Ouverture')],
    };
  const words = {
    refused: 'a été refusé',
    expired: 'n’est plus valable : demandez-en un autre',
    superseded: 'est remplacé : le nouveau vous parviendra',
  };
  const says = `Le devis ${number} ${words[document.status as keyof typeof words]}.`; // what remains once sent and accepted are told
  return { says, isOver: document.status === 'refused', cancel: null, steps: [...before, todo('Votre accord'), todo('Ouverture')] };
}

function accepted(rider: FollowedQuote | null, before: Step[], at: string, today: string): Followed {
  if (!rider)
    return {
      says: 'Vous avez accepté le devis : votre opérateur y donne suite.',
      isOver: false,
      cancel: null,
      steps: [...before, current('Ouverture', '')],
    };
  const day = formatDay(Temporal.PlainDate.from(rider.effectiveOn));
  const href = rider.dossierId ? `${at}/dossiers/${rider.dossierId}` : null;
  if (rider.status === 'deciding')
    return {
      says: `L’avenant ${rider.rider} attend la délibération de votre assemblée.`,
      isOver: false,
      cancel: null,
      steps: [...before, { ...current('Délibération', rider.rider), href }, todo('Ouverture')],
    };
  if (rider.status === 'abandoned')
    return { says: `L’avenant ${rider.rider} n’a pas été adopté.`, isOver: true, cancel: null, steps: [...before, todo('Ouverture')] };
  const decided: Step[] = rider.dossierId ? [{ label: 'Délibération', state: 'done', detail: rider.rider, href }] : [];
  const isOpen = rider.effectiveOn <= today;
  const why = rider.decision === 'without-council' ? ` Sans délibération : ${rider.legalNote}` : '';
  return {
    says: isOpen ? `Ouvert depuis le ${day}, par l’avenant ${rider.rider}.${why}` : `S’ouvrira le ${day}, par l’avenant ${rider.rider}.${why}`,
    isOver: isOpen,
    cancel: null,
    steps: [...before, ...decided, isOpen ? { label: 'Ouvert', state: 'done', detail: day, href: null } : current('Ouverture', day)],
  };
}

function over(says: string): Followed {
  return { says, isOver: true, cancel: null, steps: [] };
}

function current(label: string, detail: string): Step {
  return { label, state: 'current', detail, href: null };
}

function todo(label: string): Step {
  return { label, state: 'todo', detail: '', href: null };
}

function dayOf(instant: string): string {
  return formatDay(todayInParis(Temporal.Instant.from(instant)));
}
