// SPDX-License-Identifier: EUPL-1.2
import { List } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { day, today } from '#ui/format/day.ts';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { kindLabels, readReceived, stateLabels } from '../../contract.ts';
import type { BillingDocument } from '../../contract.ts';
import { ContestHistory } from '../documents/contest-history.tsx';
import { DocumentFiles } from '../documents/document-files.tsx';
import { DocumentAnnex, DocumentLines } from '../documents/document-lines.tsx';
import { Figures } from '../figures.tsx';
import { ContestStanding, Disagreement } from './contest-document.tsx';

/** A received document: how much, when, for whom and by which act. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readReceived, { id: params['document'] ?? '' });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const content = data.content as unknown as BillingDocument; // stored as issued, in the shape of document.ts
  return (
    <>
      <PageHeader
        title={`${kindLabels[data.kind]} ${data.number}`}
        lead={`${data.title}, de ${data.operator}`}
        trail={[{ label: 'Mes factures', href: `/o/${organisation.slug}/factures-recues` }]}
        actions={<DocumentFiles id={data.id} document={content} isReceived />}
      />
      <Figures
        figures={[
          {
            label: data.kind === 'avoir' ? 'À déduire' : 'À payer',
            value: amount(data.grossCents),
            says: data.vatCents === 0 ? 'sans TVA' : `dont ${amount(data.vatCents)} de TVA`,
          },
          ...(data.kind === 'avoir' ? [] : [{ label: 'Reste à payer', value: amount(data.restCents), says: dueWords(data, content) }]),
          { label: 'État', value: stateLabels[data.state], says: data.titre && `titre ${data.titre}` },
        ]}
      />
      <ContestStanding received={data} />
      <Sections>
        <Section title={data.kind === 'avoir' ? 'Ce qui est rendu' : 'Ce qui est dû'} isWide>
          <DocumentLines document={content} />
        </Section>
        {data.kind !== 'avoir' && (
          <Section title="Comment payer">
            <Payment content={content} titre={data.titre} />
          </Section>
        )}
        {content.instalments.length > 0 && (
          <Section title="Échéancier">
            <Terms rows={instalmentRows(data, content)} />
          </Section>
        )}
        {content.annex.length > 0 && (
          <Section title="Collectivités servies" isWide>
            <DocumentAnnex document={content} />
          </Section>
        )}
        <Disagreement received={data} />
        <ContestHistory contests={data.contests} />
        <Section title="Historique" isWide>
          <List>
            {data.happenings.map(({ at, says, onDay }) => (
              <List.Item key={`${at} ${says}`}>
                {day(onDay)} : {says}
              </List.Item>
            ))}
          </List>
        </Section>
      </Sections>
    </>
  );
}

type Received = OutputOf<typeof readReceived>;

/** Until when: the first instalment that payments have not reached. */
function dueWords({ restCents, paidCents, creditedCents }: Received, { instalments, dueOn }: BillingDocument): string {
  if (restCents === 0) return 'tout est réglé';
  let asked = 0;
  for (const { dueOn: until, amountCents } of instalments) {
    asked += amountCents;
    if (asked <= paidCents + creditedCents) continue;
    const due = amount(Math.min(asked - paidCents - creditedCents, restCents));
    return until < today() ? `dont ${due} depuis le ${day(until)}` : `dont ${due} avant le ${day(until)}`;
  }
  return dueOn < today() ? `échéance dépassée depuis le ${day(dueOn)}` : `avant le ${day(dueOn)}`;
}

/** Each instalment, and whether what was paid or given back has reached it. */
function instalmentRows({ paidCents, creditedCents }: Received, { instalments }: BillingDocument) {
  let asked = 0;
  return instalments.map(({ dueOn, amountCents }) => {
    asked += amountCents;
    return [day(dueOn), `${amount(amountCents)}${asked <= paidCents + creditedCents ? ', réglés' : ''}`] as const;
  });
}

function Payment({ content: { issuer, number }, titre }: { content: BillingDocument; titre: string | null }) {
  const contact = [issuer.contact.name, issuer.contact.phone, issuer.contact.email].filter(Boolean).join(', ');
  return (
    <>
      <p>Ce document n’est pas un titre exécutoire : il se règle à réception de l’avis des sommes à payer, en rappelant le numéro.</p>
      <Terms
        leavesOut
        rows={[
          ['À', issuer.payment.accountant],
          ['Numéro à rappeler', titre ? `${number}, titre ${titre}` : number],
          ['IBAN', issuer.payment.iban],
          ['BIC', issuer.payment.bic],
          ['Une question', contact],
        ]}
      />
    </>
  );
}
