// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listEditions } from '#rooms/catalogue/contract.ts';
import { BodiesPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { campaignWords, changeCampaign, letterModel, readCampaign, startCampaign } from '../../contract.ts';

type Campaign = OutputOf<typeof readCampaign>;

/** Prepares a campaign, or changes one that has not left. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const id = params['campaign'];
  const { data, error, refetch } = useEndpoint(readCampaign, { id: id ?? '' }, { enabled: id !== undefined });
  const at = `/o/${organisation.slug}/campagnes`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (id !== undefined && !data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={data ? `Modifier ${data.number}` : 'Nouvelle campagne'}
        lead="L’essai à blanc suit aussitôt : rien ne bouge avant l’envoi des lettres, puis l’application par une seconde personne."
        trail={[{ label: 'Campagnes', href: at }, ...(data ? [{ label: data.number, href: `${at}/${data.id}` }] : [])]}
      />
      <CampaignForm campaign={data} at={at} />
    </>
  );
}

function CampaignForm({ campaign, at }: { campaign: Campaign | undefined; at: string }) {
  const { go } = useAddress();
  const { data: editions } = useEndpoint(listEditions, {});
  const options = [
    { value: '', label: 'Choisir une édition' },
    ...(editions?.rows ?? []).filter(({ status }) => status !== 'draft').map(({ key, label }) => ({ value: key, label })),
  ];
  const initial = {
    title: campaign?.title ?? '',
    from: campaign?.from ?? '',
    to: campaign?.to ?? '',
    takesEffectOn: (campaign?.takesEffectOn ?? null) as string | null,
    answerBy: (campaign?.answerBy ?? null) as string | null,
    appliesTo: campaign?.appliesTo ?? ('agreed' as const),
    legalGround: campaign?.legalGround ?? '',
    scope: campaign && campaign.payerIds !== null ? 'some' : 'all',
    payers: (campaign?.payers ?? []) as readonly PickedBody[],
    kinds: campaign?.kinds ?? (['cadre', 'package'] as ('cadre' | 'package')[]),
    letterSubject: campaign?.letterSubject ?? 'Évolution de votre convention au {{ date_effet }}',
    letterText: campaign?.letterText ?? letterModel,
  };
  type Values = typeof initial;
  const toInput = ({ takesEffectOn, answerBy, scope, payers, ...values }: Values) => ({
    ...values,
    payerIds: scope === 'some' ? payers.map(({ id }) => id) : null,
    takesEffectOn: takesEffectOn ?? '',
    answerBy: answerBy ?? '',
  });
  const fieldNames = { payerIds: 'payers' };
  const start = useActForm(startCampaign, { initial, fieldNames, toInput, done: ({ id }) => go(`${at}/${id}`) });
  const change = useActForm(changeCampaign, {
    initial,
    fieldNames,
    toInput: (values: Values) => ({ id: campaign?.id ?? '', ...toInput(values) }),
    done: () => go(`${at}/${campaign?.id ?? ''}`),
  });
  const form = campaign ? change : start;
  return (
    <Form form={form} submit="Faire l’essai à blanc">
      <TextInput label="Titre" required {...form.field('title')} />
      <NativeSelect label="De l’édition" required data={options} {...form.field('from')} />
      <NativeSelect label="Vers l’édition" required data={options} {...form.field('to')} />
      <DayInput label="Prend effet le" required {...form.field('takesEffectOn')} />
      <DayInput label="Réponse attendue avant le" required {...form.field('answerBy')} />
      <Checkbox.Group label="Conventions concernées" {...form.field('kinds')}>
        <Stack gap="xs" mt="xs">
          <Checkbox value="cadre" label="Conventions cadres, avec les collectivités qui les ont rejointes" />
          <Checkbox value="package" label="Forfaits" />
        </Stack>
      </Checkbox.Group>
      <Radio.Group label="Collectivités concernées" {...form.field('scope')}>
        <Stack gap="xs" mt="xs">
          <Radio value="all" label="Toutes celles qui ont une convention sous l’édition de départ" />
          <Radio value="some" label="Celles que vous choisissez" />
        </Stack>
      </Radio.Group>
      {form.values.scope === 'some' && (
        <BodiesPicker
          label="Ajouter une collectivité"
          description="Celle qui paie : l’EPCI pour un territoire, la collectivité elle-même pour un forfait."
          value={form.values.payers}
          onChange={(payers) => form.set('payers', payers)}
          error={form.field('payers').error}
        />
      )}
      <Radio.Group label="À qui la campagne s’applique" {...form.field('appliesTo')}>
        <Stack gap="xs" mt="xs">
          <Radio value="agreed" label="À ceux qui acceptent" />
          <Radio value="unless-refused" label="À tous ceux qui ne refusent pas, parce que la convention le permet" />
        </Stack>
      </Radio.Group>
      {form.values.appliesTo === 'unless-refused' && (
        <Textarea label="Clause de la convention qui le permet" required autosize minRows={2} {...form.field('legalGround')} />
      )}
      <TextInput label="Objet de la lettre" required {...form.field('letterSubject')} />
      <Textarea
        label="Lettre"
        description={`Champs : ${campaignWords.map((word) => `{{ ${word} }}`).join(', ')}`}
        required
        autosize
        minRows={10}
        {...form.field('letterText')}
      />
    </Form>
  );
}
