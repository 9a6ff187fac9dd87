// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { listOutbox } from '../contract.ts';

export type MailState = OutputOf<typeof listOutbox>['rows'][number]['state'];

type Words = { label: string; colour: string; says: string };

export const mailStates: Readonly<Record<MailState, Words>> = {
  waiting: { label: 'En attente', colour: 'blue', says: 'Ce message attend son envoi ; s’il est reporté par le serveur, il est tenté de nouveau.' },
  sent: { label: 'Envoyé', colour: 'green', says: 'Le serveur de messagerie a pris ce message en charge.' },
  kept: { label: 'Conservé ici', colour: 'gray', says: 'Cette installation n’envoie pas de courriels : le message se lit ici.' },
  refused: { label: 'Refusé', colour: 'red', says: 'Le serveur du destinataire a refusé ce message : vérifiez l’adresse.' },
  'given-up': { label: 'Abandonné', colour: 'red', says: 'Le serveur n’a pas pris ce message malgré plusieurs essais.' },
};

/** What became of a message, in a word. */
export function MailStateBadge({ state }: { state: MailState }) {
  const { label, colour } = mailStates[state];
  return (
    <Badge color={colour} variant="light" miw="max-content">
      {label}
    </Badge>
  );
}
