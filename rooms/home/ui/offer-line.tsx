// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { dayInWords, dayOf } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { type listOffers, withdrawRequest } from '../contract.ts';
import classes from './home.module.css';

export type Offer = OutputOf<typeof listOffers>['rows'][number];

const AskDialog = lazy(async () => ({ default: (await import('./ask-dialog.tsx')).AskDialog }));

/** One service that the operator proposes: ask for it, or see where the request stands. */
export function OfferLine({ offer }: { offer: Offer }) {
  const { may } = usePlace();
  const [isAsking, setAsking] = useState(false);
  const [wasAsked, setWasAsked] = useState(false);
  const { request } = offer;
  const canAsk = may('home.request-service') && (request === null || request.state === 'refused');
  return (
    <li className={classes.offer}>
      <div>
        <p className={classes.offerTitle}>
          {offer.title} {request && <RequestState state={request.state} />}
        </p>
        <p className={classes.offerSays}>{request ? saysOf(request) : offer.description}</p>
      </div>
      {canAsk && (
        <Button
          variant="default"
          size="sm"
          aria-label={`Demander : ${offer.title}`}
          onClick={() => {
            setWasAsked(true);
            setAsking(true);
          }}
        >
          {request ? 'Redemander' : 'Demander'}
        </Button>
      )}
      {request?.state === 'waiting' && may('home.request-service') && <Withdraw id={request.id} title={offer.title} />}
      {wasAsked && (
        <Suspense fallback={null}>
          <AskDialog offer={offer} opened={isAsking} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </li>
  );
}

function Withdraw({ id, title }: { id: string; title: string }) {
  const confirm = useConfirm();
  const withdraw = useAct(withdrawRequest, { done: () => tellDone('Demande retirée.') });
  const ask = async (): Promise<void> => {
    const says = `Votre opérateur ne verra plus votre demande « ${title} ». Vous pourrez la refaire.`;
    if (await confirm({ title: 'Retirer cette demande ?', says, act: 'Retirer la demande' })) withdraw.mutate({ id }, { onError: tellRefusal });
  };
  return (
    <Button variant="subtle" color="gray" size="sm" aria-label={`Retirer la demande : ${title}`} onClick={() => void ask()}>
      Retirer
    </Button>
  );
}

const states = {
  waiting: { label: 'En attente', color: 'yellow' },
  accepted: { label: 'Acceptée', color: 'green' },
  refused: { label: 'Refusée', color: 'red' },
  withdrawn: { label: 'Retirée', color: 'gray' },
} as const;

export function RequestState({ state }: { state: keyof typeof states }) {
  const { label, color } = states[state];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}

function saysOf(request: NonNullable<Offer['request']>): string {
  const asked = `Demandé le ${dayInWords(dayOf(request.askedAt))} par ${request.askedByName}`;
  if (request.state === 'waiting') return `${asked}. Votre opérateur n’a pas encore répondu.`;
  if (request.state === 'accepted') return `${asked}. Votre opérateur s’en occupe.${request.reason ? ` « ${request.reason} »` : ''}`;
  return `${asked}. « ${request.reason} »`;
}
