// SPDX-License-Identifier: EUPL-1.2
import type { Answer } from '../record-answer.ts';

type Fault = { field: string; says: string };

/** The answer that a form holds, or what is missing in it. */
export function readAnswer(typed: Readonly<Record<string, string>>): { answer: Answer | null; faults: Fault[] } {
  const text = (name: string): string => (typed[name] ?? '').trim().slice(0, 500);
  const decision = typed['decision'] === 'refused' ? 'refused' : typed['decision'] === 'accepted' ? 'accepted' : null;
  const faults: Fault[] = [];
  if (!decision) faults.push({ field: 'decision-accepted', says: 'Dites si vous acceptez ou refusez le devis.' });
  if (text('byName').length < 2) faults.push({ field: 'byName', says: 'Écrivez votre nom et votre prénom.' });
  if (text('byTitle').length < 2) faults.push({ field: 'byTitle', says: 'Écrivez votre qualité, par exemple « Maire » ou « Président ».' });
  if (decision === 'accepted' && typed['engages'] !== 'oui')
    faults.push({ field: 'engages', says: 'Confirmez que vous avez qualité pour engager votre collectivité.' });
  if (decision === 'refused' && text('reason').length < 3)
    faults.push({ field: 'reason', says: 'Dites pourquoi vous refusez : l’opérateur pourra vous répondre.' });
  if (!decision || faults.length > 0) return { answer: null, faults };
  return { answer: { decision, byName: text('byName'), byTitle: text('byTitle'), act: text('act'), reason: text('reason') }, faults };
}
