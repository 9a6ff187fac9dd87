// SPDX-License-Identifier: EUPL-1.2
import { Card, Text, Title } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { day, instant } from '#ui/format/day.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readReceived } from '../contract.ts';
import { AnswerReceived } from './answer-received.tsx';
import { LinesTable, TotalsTable } from './price-tables.tsx';
import { StatusBadge } from './status-badge.tsx';
import classes from './quotes.module.css';

/** A received quote, as it was sent. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data: quote, error, refetch } = useEndpoint(readReceived, { id: params['quote'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!quote) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={`Devis ${quote.number}`}
        lead={`${quote.title}, de ${quote.operatorName}`}
        trail={[{ label: 'Devis reçus', href: `/o/${organisation.slug}/devis-recus` }]}
        state={<StatusBadge status={quote.status} />}
      />
      <div className={classes.columns}>
        <div className={classes.beside}>
          <TotalsTable priced={quote.priced} />
        </div>
        <Card withBorder>
          <Text c="dimmed">Première année, toutes taxes comprises</Text>
          <p className={classes.figure}>{shortAmount(quote.firstYearCents)}</p>
          <Text>
            Envoyé le {instant(quote.sentAt)} par {quote.authorName}. Valable jusqu’au {day(quote.validUntil)}.
          </Text>
          <Text>{quote.isPayer ? 'Votre collectivité le paierait.' : 'Votre collectivité en bénéficierait ; une autre le paierait.'}</Text>
          {quote.status === 'sent' && quote.isPayer && may('quotes.answer-received') && <AnswerReceived id={quote.id} number={quote.number} />}
          {quote.decision && <Text mt="sm">{String(quote.decision.evidence['statement'] ?? '')}</Text>}
          {quote.terms && (
            <>
              <Title order={2} size="h4" mt="md">
                Conditions
              </Title>
              <Text className={classes.secret}>{quote.terms}</Text>
            </>
          )}
        </Card>
      </div>
      <div className={classes.whole}>
        <LinesTable priced={quote.priced} edits={quote.edits} />
      </div>
    </>
  );
}
