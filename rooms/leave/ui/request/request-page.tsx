// SPDX-License-Identifier: EUPL-1.2
import { Card, Title } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readLeave } from '../../contract.ts';
import { StatusBadge } from '../kind-mark.tsx';
import { amountOf } from '../mine/leave-lines.tsx';
import { AwayTogether } from '../planning/away-together.tsx';
import { counterWords, inWords, outcomeWords, spanInWords } from '../words.ts';
import { Answer } from './answer.tsx';
import { Proofs } from './proofs.tsx';
import { RequestActs } from './request-acts.tsx';
import type { RequestDetails } from './request.ts';
import { WaitingDay } from './waiting-day.tsx';
import classes from '../leave.module.css';

/** One absence: what it takes, what was answered, and what the reader may still do. Notices lead here. */
export function Page() {
  const { organisation, holds } = usePlace();
  const { params } = useAddress();
  const { data: request, error, refetch } = useEndpoint(readLeave, { id: params['request'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!request) return <PageSkeleton />;
  const mayAct = holds('conges');
  const isOpen = request.status === 'requested' || request.status === 'endorsed' || request.status === 'approved';
  return (
    <>
      <PageHeader
        title={request.kind?.label ?? 'Absence'}
        lead={`${request.agent.name}, ${spanInWords(request)}`}
        trail={[{ label: 'Mes congés', href: `/o/${organisation.slug}/conges` }]}
        state={<StatusBadge status={request.status} />}
      />
      <div className={classes.columns}>
        <div className={classes.beside}>
          {mayAct && request.mayAnswer && (
            <Card withBorder component="section" aria-label="Votre réponse">
              <Title order={2} size="h3" mb="sm">
                Votre réponse
              </Title>
              <Answer request={request} />
            </Card>
          )}
          <Facts request={request} />
          <Proofs request={request} />
          <WaitingDay request={request} />
          {isOpen && <AwayTogether request={request} />}
        </div>
        <div className={classes.beside}>
          {mayAct && <RequestActs request={request} />}
          <History request={request} />
        </div>
      </div>
    </>
  );
}

function Facts({ request }: { request: RequestDetails }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Dates', spanInWords(request)],
    ['Durée', amountOf(request)],
    ...request.drawn
      .filter(({ amount }) => amount !== 0)
      .map(({ counter, year, amount, unit }): readonly [string, string] => [
        `Pris sur ${counterWords[counter] ?? counter}${year > 0 ? ` ${year}` : ''}`,
        inWords(amount, unit),
      ]),
    ...(request.team ? [['Service', request.team] as const] : []),
    ...(request.replacement ? [['Remplacement', request.replacement] as const] : []),
    ...(request.comment ? [['Commentaire', request.comment] as const] : []),
    [request.isOnBehalf ? 'Saisie' : 'Demandée', `le ${instant(request.askedAt)}, par ${request.askedBy}`],
    ...(request.awaits ? [['Attend la réponse de', request.awaits] as const] : []),
  ];
  return (
    <Card withBorder component="section" aria-label="L’absence">
      <Title order={2} size="h3" mb="sm">
        L’absence
      </Title>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function History({ request }: { request: RequestDetails }) {
  return (
    <Card withBorder component="section" aria-label="Ce qui s’est passé">
      <Title order={2} size="h3" mb="sm">
        Ce qui s’est passé
      </Title>
      <ol className={classes.history}>
        <li>
          <p>
            <strong>{request.isOnBehalf ? 'Saisie' : 'Demandée'}</strong> par {request.askedBy}
          </p>
          <p className={classes.quiet}>{instant(request.askedAt)}</p>
        </li>
        {request.answers.map(({ outcome, reason, by, inPlaceOf, at }) => (
          <li key={`${at} ${outcome}`}>
            <p>
              <strong>{outcomeWords[outcome] ?? outcome}</strong> par {by}
              {inPlaceOf && `, à la place de ${inPlaceOf}`}
            </p>
            {reason && <p>« {reason} »</p>}
            <p className={classes.quiet}>{instant(at)}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
