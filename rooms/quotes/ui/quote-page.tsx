// SPDX-License-Identifier: EUPL-1.2
import { Anchor, Button, Card, DataList, Text, Title } from '@mantine/core';
import { IconGitCompare, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { day, instant } from '#ui/format/day.ts';
import { RoomParts } from '#ui/parts/room-parts.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { allows, readQuote, type QuoteDetails } from '../contract.ts';
import { History } from './history.tsx';
import { LinesTable, TotalsTable } from './price-tables.tsx';
import { QuoteActions } from './quote-actions.tsx';
import { QuoteLinks } from './quote-links.tsx';
import { StatusBadge } from './status-badge.tsx';
import classes from './quotes.module.css';

/** One quote: its price, what can be done with it, who reads it, what happened. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data: quote, error, refetch } = useEndpoint(readQuote, { id: params['quote'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!quote) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/devis`;
  const canChange = may('quotes.write') && allows(quote.status, 'change');
  return (
    <>
      <PageHeader
        title={`Devis ${quote.number}`}
        lead={quote.title}
        trail={[{ label: 'Devis', href: at }]}
        state={<StatusBadge status={quote.status} />}
        actions={
          <>
            <Button
              component="a"
              href={`/api/o/${organisation.slug}/quotes/${quote.id}/pdf`}
              target="_blank"
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              PDF
            </Button>
            {quote.versions.length > 1 && (
              <Button
                component={HouseLink}
                href={`${at}/${quote.id}/versions`}
                variant="default"
                leftSection={<IconGitCompare size={18} aria-hidden />}
              >
                Comparer
              </Button>
            )}
            {canChange && (
              <Button component={HouseLink} href={`${at}/${quote.id}/modifier`} variant="default" leftSection={<IconPencil size={18} aria-hidden />}>
                {quote.status === 'sent' || quote.status === 'expired' ? 'Réviser' : 'Modifier'}
              </Button>
            )}
          </>
        }
      />
      <div className={classes.columns}>
        <Card withBorder className={classes.second}>
          <Text c="dimmed">Première année, toutes taxes comprises</Text>
          <p className={classes.figure}>{shortAmount(quote.firstYearCents)}</p>
          <Text mb="md">{shortAmount(quote.threeYearsCents)} sur trois ans</Text>
          <QuoteActions quote={quote} />
          <RoomParts place="quotes.page" given={{ quoteId: quote.id, isAccepted: quote.status === 'accepted' }} />
        </Card>
        <div className={classes.beside}>
          <TotalsTable priced={quote.current.effective} />
          <Facts quote={quote} at={at} />
        </div>
      </div>
      <div className={classes.whole}>
        <LinesTable priced={quote.current.effective} calculated={quote.current.priced} edits={quote.current.edits} />
      </div>
      <div className={classes.columns}>
        <History steps={quote.steps} />
        <div className={classes.beside}>
          {quote.decision && <DecisionCard decision={quote.decision} />}
          {quote.sentAt && <QuoteLinks quote={quote} />}
        </div>
      </div>
    </>
  );
}

function Facts({ quote, at }: { quote: QuoteDetails; at: string }) {
  const { current } = quote;
  const population = current.priced.populationFigure;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Pour', quote.payer.name],
    ['Interlocuteur', [quote.contactName, quote.contactEmail].filter(Boolean).join(', ') || 'non renseigné'],
    ['Version', `${quote.version} sur ${quote.versions.length}, du ${instant(current.at)}, par ${current.authorName}`],
    ['Valable jusqu’au', quote.validUntil ? day(quote.validUntil) : 'fixé à l’envoi'],
    ['Édition du catalogue', current.priced.edition.label],
    ['Population retenue', { totale: 'totale', municipale: 'municipale', communeFile: 'du fichier des communes' }[population]],
    ...(quote.replaces
      ? [
          [
            'Remplace',
            <Anchor key="r" component={HouseLink} href={`${at}/${quote.replaces.id}`}>
              {quote.replaces.number}
            </Anchor>,
          ] as const,
        ]
      : []),
    ...(quote.replacedBy
      ? [
          [
            'Remplacé par',
            <Anchor key="b" component={HouseLink} href={`${at}/${quote.replacedBy.id}`}>
              {quote.replacedBy.number}
            </Anchor>,
          ] as const,
        ]
      : []),
    ...(quote.refusalReason ? [['Motif du refus', quote.refusalReason] as const] : []),
    ...(quote.note ? [['Note interne', quote.note] as const] : []),
    [
      'Empreinte',
      <span key="d" className={classes.secret}>
        {current.digest}
      </span>,
    ],
  ];
  return (
    <Card withBorder component="section" aria-label="Ce dont le devis est fait">
      <Title order={2} size="h3" mb="sm">
        Ce dont le devis est fait
      </Title>
      <DataList>
        {facts.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Card>
  );
}

function DecisionCard({ decision }: { decision: NonNullable<QuoteDetails['decision']> }) {
  return (
    <Card withBorder component="section" aria-label="Réponse">
      <Title order={2} size="h3" mb="sm">
        Réponse
      </Title>
      <Text>{String(decision.evidence['statement'] ?? '')}</Text>
      <Text>
        Le {instant(decision.at)}
        {decision.recordedBy && `, enregistrée par ${decision.recordedBy}`}.
      </Text>
      {decision.act && <Text>Acte : {decision.act}</Text>}
      {decision.reason && <Text>Motif : {decision.reason}</Text>}
      <Text size="sm" c="dimmed" className={classes.secret}>
        Empreinte de la preuve : {decision.evidenceDigest}
      </Text>
    </Card>
  );
}
