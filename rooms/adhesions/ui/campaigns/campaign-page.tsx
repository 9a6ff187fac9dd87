// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, Modal, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { amountDifference, shortAmount, wholeNumber } from '#ui/format/amount.ts';
import { day, instant } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import {
  abandonCampaign,
  applyCampaign,
  campaignStatusWords,
  excludeFromCampaign,
  exportCampaign,
  readCampaign,
  sendCampaign,
} from '../../contract.ts';
import { CampaignLines } from './campaign-lines.tsx';
import { statusColours } from './status-colours.ts';
import classes from './campaigns.module.css';

type Campaign = OutputOf<typeof readCampaign>;
type Open = { what: 'abandon' } | { what: 'exclude'; lines: string[] } | null;

/** A campaign: what it would change in all, convention by convention, and the next act. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const id = params['campaign'] ?? '';
  const [open, setOpen] = useState<Open>(null);
  const { data: campaign, error, refetch } = useEndpoint(readCampaign, { id });
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!campaign) return <PageSkeleton />;
  const at = `/o/${organisation.slug}/campagnes`;
  return (
    <>
      <PageHeader
        title={`${campaign.number} – ${campaign.title}`}
        lead={`De « ${campaign.fromLabel} » à « ${campaign.toLabel} », à compter du ${day(campaign.takesEffectOn)}.`}
        trail={[{ label: 'Campagnes', href: at }]}
        state={
          <Badge color={statusColours[campaign.status]} variant="light">
            {campaignStatusWords[campaign.status]}
          </Badge>
        }
        actions={
          <>
            <Button
              component="a"
              href={hrefOf(exportCampaign, { id }, organisation.slug)}
              download
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              Tout en CSV
            </Button>
            {may('adhesions.conclude') && <Acts campaign={campaign} at={at} abandon={() => setOpen({ what: 'abandon' })} />}
          </>
        }
      />
      <Figures campaign={campaign} />
      <CampaignLines campaign={campaign} exclude={(lines) => setOpen({ what: 'exclude', lines })} />
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open?.what === 'exclude' ? 'Écarter de la campagne' : 'Abandonner la campagne'}
      >
        {open?.what === 'abandon' && <AbandonForm id={id} done={() => setOpen(null)} />}
        {open?.what === 'exclude' && <ExcludeForm id={id} lines={open.lines} done={() => setOpen(null)} />}
      </Modal>
    </>
  );
}

function Figures({ campaign }: { campaign: Campaign }) {
  const { totals, status } = campaign;
  const isOut = status !== 'draft';
  const tiles: [string, string][] = [
    ['Conventions', wholeNumber(totals.lines)],
    ['Paient plus', wholeNumber(totals.more)],
    ['Paient moins', wholeNumber(totals.less)],
    ['Sans prix imprimé', wholeNumber(totals.unpriced)],
    ['Écartées', wholeNumber(totals.excluded)],
    ['Perdent un service', wholeNumber(totals.losing)],
    ['Total aujourd’hui', shortAmount(totals.beforeCents)],
    ['Total proposé', shortAmount(totals.afterCents)],
    ['Écart par an', amountDifference(totals.afterCents - totals.beforeCents)],
    ...(isOut
      ? ([
          ['Lettres', `${wholeNumber(totals.set)} / ${wholeNumber(totals.letters)}`],
          ['Accords', wholeNumber(totals.agreed)],
          ['Refus', wholeNumber(totals.refused)],
          ['Sans réponse', wholeNumber(totals.waiting)],
          ['Avenants écrits', wholeNumber(totals.applied)],
        ] satisfies [string, string][])
      : []),
  ];
  return (
    <section aria-label="En tout">
      <dl className={classes.tiles}>
        {tiles.map(([name, value]) => (
          <div key={name} className={classes.tile}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {campaign.appliesTo === 'agreed'
          ? `S’applique à ceux qui acceptent avant le ${day(campaign.answerBy)} ; les autres restent sous leur édition jusqu’à leur terme.`
          : `S’applique à ceux qui ne refusent pas avant le ${day(campaign.answerBy)}. ${campaign.legalGround}`}{' '}
        Préparée par {campaign.preparedName}, calculée le {instant(campaign.computedAt)}
        {campaign.appliedName && `, appliquée par ${campaign.appliedName}`}.
      </p>
      {campaign.closingReason && <Alert color="gray">{campaign.closingReason}</Alert>}
      {campaign.status === 'sent' && campaign.isMine && (
        <Alert color="yellow" title="Une autre personne l’appliquera" mb="md">
          Vous avez préparé cette campagne : son application revient à quelqu’un d’autre.
        </Alert>
      )}
    </section>
  );
}

function Acts({ campaign, at, abandon }: { campaign: Campaign; at: string; abandon: () => void }) {
  const confirm = useConfirm();
  const { id, status, isMine, totals } = campaign;
  const send = useAct(sendCampaign, { done: ({ letters }) => tellDone(`${letters} lettres partent.`) });
  const apply = useAct(applyCampaign, { done: () => tellDone('La campagne s’applique : les avenants s’écrivent.') });
  const ask = async (title: string, says: string, act: string, run: () => void): Promise<void> => {
    if (await confirm({ title, says, act })) run();
  };
  return (
    <Group gap="sm">
      {status === 'draft' && (
        <>
          <Button component={HouseLink} href={`${at}/${id}/modifier`} variant="default">
            Modifier
          </Button>
          <Button
            loading={send.isPending}
            onClick={() =>
              void ask(
                'Envoyer les lettres',
                `${totals.lines - totals.excluded - totals.unpriced} collectivités recevront leur lettre. Les montants ne changeront plus.`,
                'Envoyer les lettres',
                () => send.mutate({ id }, { onError: tellRefusal }),
              )
            }
          >
            Envoyer les lettres
          </Button>
        </>
      )}
      {status === 'sent' && !isMine && (
        <Button
          loading={apply.isPending}
          onClick={() =>
            void ask('Appliquer la campagne', `Les avenants prennent effet le ${day(campaign.takesEffectOn)} à minuit.`, 'Appliquer', () =>
              apply.mutate({ id }, { onError: tellRefusal }),
            )
          }
        >
          Appliquer
        </Button>
      )}
      {(status === 'draft' || status === 'sent') && (
        <Button variant="default" onClick={abandon}>
          Abandonner
        </Button>
      )}
    </Group>
  );
}

function AbandonForm({ id, done }: { id: string; done: () => void }) {
  const form = useActForm(abandonCampaign, { initial: { reason: '' }, toInput: ({ reason }) => ({ id, reason }), done });
  return (
    <Form form={form} submit="Abandonner la campagne" isDangerous>
      <p>Rien ne change pour personne. Les lettres parties restent lisibles, sans suite.</p>
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

function ExcludeForm({ id, lines, done }: { id: string; lines: string[]; done: () => void }) {
  const form = useActForm(excludeFromCampaign, { initial: { reason: '' }, toInput: ({ reason }) => ({ id, lines, reason }), done });
  return (
    <Form form={form} submit="Écarter">
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
