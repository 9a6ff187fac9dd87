// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, List } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { day, instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { Section, Sections, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { dropCredit, issueCredit, kindLabels, readDocument } from '../../contract.ts';
import type { BillingDocument } from '../../contract.ts';
import { StateBadge } from '../words.tsx';
import { AgainForm, PaymentForm, RejectionForm, TitreForm } from './act-forms.tsx';
import { AnswerForm, ContestAlert, ContestForm } from './contest-forms.tsx';
import { ContestHistory } from './contest-history.tsx';
import { CreditForm } from './credit-form.tsx';
import { DocumentFiles } from './document-files.tsx';
import { DocumentAnnex, DocumentLines } from './document-lines.tsx';

type Details = OutputOf<typeof readDocument>;
type Panel = 'titre' | 'payment' | 'contest' | 'answer' | 'credit' | 'rejection' | 'again';

/** An issued document, what became of it, and what can be done. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readDocument, { id: params['document'] ?? '' });
  const [panel, setPanel] = useState<Panel | null>(null);
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const content = data.content as unknown as BillingDocument; // stored as issued, in the shape of document.ts
  const contest = standingContest(data);
  return (
    <>
      <PageHeader
        title={`${kindLabels[data.kind]} ${data.number}`}
        lead={`${data.title}, ${data.payer.name}`}
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Appels et factures', href: `${at}/documents` },
        ]}
        actions={<DocumentFiles id={data.id} document={content} />}
      />
      {!data.isIntact && (
        <Alert color="red" mb="md" title="Ce document n’est plus celui qui a été émis">
          Son empreinte ne correspond plus : prévenez l’administrateur de la plateforme.
        </Alert>
      )}
      {data.rejectedOn && (
        <Alert color="red" mb="md" title={`Titre ${data.titre ?? ''} rejeté par le comptable le ${day(data.rejectedOn)}`}>
          <p>Motif : {data.rejectReason}</p>
          <p>
            Si le montant ou le payeur est faux, préparez un avoir : il ne partira pas, rien n’ayant été pris en charge. Si le document est juste,
            corrigez la cause et remettez-le en attente : il recevra un autre numéro de titre.
          </p>
        </Alert>
      )}
      {contest && !data.credit && (
        <ContestAlert
          contest={contest}
          canAnswer={may('billing.follow-payments')}
          canCredit={may('billing.prepare')}
          answer={() => setPanel('answer')}
          credit={() => setPanel('credit')}
        />
      )}
      {data.credit && <Prepared credit={data.credit} />}
      <Sections>
        <Section title="Où il en est">
          <Standing details={data} at={at} />
        </Section>
        <Section title="Destinataire">
          <Terms
            leavesOut
            rows={[
              [
                'Payeur',
                <HouseLink key="payer" href={`${at}/payeurs/${data.payer.id}`}>
                  {data.payer.name}
                </HouseLink>,
              ],
              ['SIRET', content.payer.siret ?? 'manquant'],
              ['Adresse', addressWords(content)],
              ['Numéro d’engagement', content.payer.engagement],
              ['Code service', content.payer.serviceCode],
              ['Émis par', `${data.issuedBy}, ${instant(data.issuedAt)}`],
              ['Empreinte', data.isIntact ? `${data.digest.slice(0, 16)}…, conforme à l’émission` : `${data.digest.slice(0, 16)}…`],
            ]}
          />
        </Section>
        <Section title={data.kind === 'avoir' ? 'Ce qui est rendu' : 'Ce qui est dû'} isWide>
          <DocumentLines document={content} />
        </Section>
        {content.instalments.length > 0 && (
          <Section title="Échéancier">
            <Terms rows={content.instalments.map(({ dueOn, amountCents }) => [day(dueOn), amount(amountCents)] as const)} />
          </Section>
        )}
        {content.annex.length > 0 && (
          <Section title="Collectivités servies" isWide>
            <DocumentAnnex document={content} />
          </Section>
        )}
        <ContestHistory contests={data.contests.filter((one) => data.credit || one !== contest || one.verdict !== null)} />
        <Section title="Historique" isWide>
          <List>
            {data.happenings.map(({ at: when, says, onDay, byName }) => (
              <List.Item key={`${when} ${says}`}>
                {day(onDay)} : {says} ({byName})
              </List.Item>
            ))}
          </List>
        </Section>
        <Acts details={data} content={content} panel={panel} show={setPanel} />
      </Sections>
    </>
  );
}

function Standing({ details, at }: { details: Details; at: string }) {
  return (
    <Terms
      leavesOut
      rows={[
        [
          'État',
          <Group key="state" gap="xs">
            <StateBadge state={details.state} />
            {isPaidInPart(details) && <Badge variant="light">payé en partie</Badge>}
          </Group>,
        ],
        ['Total', amount(details.grossCents)],
        ['Payé', details.paidCents > 0 ? amount(details.paidCents) : null],
        ['Avoirs', details.creditedCents > 0 ? amount(details.creditedCents) : null],
        ['Reste à payer', details.kind === 'avoir' ? null : amount(details.restCents)],
        ['Trop-perçu', tooMuch(details) > 0 ? `${amount(tooMuch(details))}, à rembourser ou à imputer` : null],
        [details.nextDueOn ? 'À payer avant le' : 'Échéance', details.kind === 'avoir' ? null : day(details.nextDueOn ?? details.dueOn)],
        ['Titre', details.titre && `${details.titre}${details.bordereau ? `, bordereau ${details.bordereau}` : ''}`],
        ['Contesté', details.contestedOn && `le ${day(details.contestedOn)}`],
        ['Relances', details.reminders > 0 ? String(details.reminders) : null],
        [
          'Corrige',
          details.original && (
            <HouseLink key="original" href={`${at}/documents/${details.original.id}`}>
              {details.original.number}
            </HouseLink>
          ),
        ],
        [
          'Corrigé par',
          details.avoirs.length === 0 ? null : (
            <>
              {details.avoirs.map(({ id, number, grossCents }) => (
                <span key={id}>
                  <HouseLink href={`${at}/documents/${id}`}>{number}</HouseLink> ({amount(grossCents)}){' '}
                </span>
              ))}
            </>
          ),
        ],
      ]}
    />
  );
}

/** « Hôtel de ville, 33370 Tresses ». */
function addressWords({ payer: { address } }: BillingDocument): string | null {
  return address && [...address.lines, `${address.postcode} ${address.city}`].join(', ');
}

function isPaidInPart({ paidCents, restCents }: Details): boolean {
  return paidCents > 0 && restCents > 0;
}

/** The one that waits for an answer, or for its avoir. */
function standingContest({ contests }: Details) {
  return contests.find(({ isClosed }) => !isClosed);
}

function tooMuch({ grossCents, creditedCents, paidCents, kind }: Details): number {
  return kind === 'avoir' ? 0 : paidCents + creditedCents - grossCents;
}

function Acts({
  details,
  content,
  panel,
  show,
}: {
  details: Details;
  content: BillingDocument;
  panel: Panel | null;
  show: (panel: Panel | null) => void;
}) {
  const { may } = usePlace();
  const close = () => show(null);
  const place = useRef<HTMLDivElement>(null);
  // A form may be asked for from the top of the page.
  useEffect(() => {
    if (panel !== null) place.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [panel]);
  const follows = may('billing.follow-payments');
  const contest = standingContest(details);
  if (details.kind === 'avoir' && !(follows && details.titre)) return null;
  return (
    <Section title="Ce que vous pouvez faire" isWide>
      {panel === null && (
        <Group gap="xs">
          {follows && !details.titre && details.kind !== 'avoir' && (
            <Button variant="default" onClick={() => show('titre')}>
              Enregistrer le titre
            </Button>
          )}
          {follows && details.rejectedOn && (
            <Button variant="default" onClick={() => show('again')}>
              Remettre en attente d’un titre
            </Button>
          )}
          {follows && details.titre && !details.rejectedOn && details.paidCents === 0 && (
            <Button variant="default" onClick={() => show('rejection')}>
              Noter un rejet du comptable
            </Button>
          )}
          {follows && details.restCents > 0 && !details.rejectedOn && (
            <Button variant="default" onClick={() => show('payment')}>
              Enregistrer un versement
            </Button>
          )}
          {follows && contest && (
            <Button variant="default" onClick={() => show('answer')}>
              {contest.verdict === 'upheld' ? 'Clore la contestation' : 'Répondre à la contestation'}
            </Button>
          )}
          {follows && !contest && !details.rejectedOn && details.restCents > 0 && (
            <Button variant="default" onClick={() => show('contest')}>
              Noter une contestation
            </Button>
          )}
          {may('billing.prepare') && details.kind !== 'avoir' && !details.credit && details.creditedCents < details.grossCents && (
            <Button variant="default" onClick={() => show('credit')}>
              Préparer un avoir
            </Button>
          )}
        </Group>
      )}
      <div ref={place}>
        {panel === 'titre' && <TitreForm id={details.id} close={close} />}
        {panel === 'rejection' && <RejectionForm id={details.id} close={close} />}
        {panel === 'again' && <AgainForm id={details.id} close={close} />}
        {panel === 'payment' && <PaymentForm id={details.id} restCents={details.restCents} close={close} />}
        {panel === 'contest' && <ContestForm id={details.id} close={close} />}
        {panel === 'answer' && contest && (
          <AnswerForm id={details.id} contest={contest} close={(awaitsCredit) => show(awaitsCredit && may('billing.prepare') ? 'credit' : null)} />
        )}
        {panel === 'credit' && (
          <CreditForm id={details.id} document={content} reason={contest ? `Contestation du payeur : ${contest.reason}` : ''} close={close} />
        )}
      </div>
    </Section>
  );
}

function Prepared({ credit }: { credit: NonNullable<Details['credit']> }) {
  const { may } = usePlace();
  const confirm = useConfirm();
  const issue = useAct(issueCredit, { done: ({ number }) => tellDone(`Avoir ${number} émis.`) });
  const drop = useAct(dropCredit, { done: () => tellDone('Avoir abandonné.') });
  return (
    <Alert color="blue" mb="md" title={`Un avoir de ${amount(credit.netCents)} est préparé`}>
      <p>
        {credit.reason} (préparé par {credit.preparedName}). {!credit.maySettle && 'Une autre personne doit l’émettre.'}
      </p>
      {may('billing.issue') && credit.maySettle && (
        <Button
          size="compact-sm"
          mr="xs"
          loading={issue.isPending}
          onClick={async () => {
            if (await confirm({ title: 'Émettre l’avoir', says: 'Un avoir émis ne change plus.', act: 'Émettre l’avoir' }))
              issue.mutate({ id: credit.id }, { onError: tellRefusal });
          }}
        >
          Émettre l’avoir
        </Button>
      )}
      {may('billing.prepare') && (
        <Button size="compact-sm" variant="default" onClick={() => drop.mutate({ id: credit.id }, { onError: tellRefusal })}>
          Abandonner l’avoir
        </Button>
      )}
    </Alert>
  );
}
