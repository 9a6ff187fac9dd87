// SPDX-License-Identifier: EUPL-1.2
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import {
  changeSuiteSubscription,
  listSuiteServices,
  listSuiteSubscriptions,
  openSuiteService,
  type SuiteService,
  type SuiteSubscription,
} from '../../contract.ts';
import { fieldNames as roomNames, inBytes, inGigabytes } from './service-values.ts';

type Kind = SuiteService['kind'];
type Values = { body: string; administrators: '' | 'all' | 'manual'; accountGigabytes: number | null; bodyGigabytes: number | null; domains: string };

const changes = [listSuiteSubscriptions, listSuiteServices];
const none: Values = { body: '', administrators: '', accountGigabytes: null, bodyGigabytes: null, domains: '' };
// Domains are typed in one field, and refused one by one.
const fieldNames = { ...roomNames, ...Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`domains.${at}`, 'domains'])) };
const administrators = [
  { value: '', label: 'Selon la population de la commune' },
  { value: 'all', label: 'Tout le monde' },
  { value: 'manual', label: 'Les administrateurs de la collectivité' },
];

/** Opens an application to a body of the territory. */
export function OpeningForm({ service: { id, kind }, onOpened }: { service: SuiteService; onOpened: () => void }) {
  const [body, setBody] = useState<PickedBody | null>(null);
  const form = useActForm(openSuiteService, {
    initial: none,
    toInput: ({ body: chosen, ...values }) => ({ id, body: chosen, ...roomOf(values) }),
    fieldNames,
    changes,
    done: () => {
      tellDone('L’application est ouverte à cette collectivité.');
      onOpened();
    },
  });
  const choose = (chosen: PickedBody | null): void => {
    setBody(chosen);
    form.set('body', chosen?.id ?? '');
  };
  return (
    <>
      <h3>Ouvrir à une collectivité</h3>
      <Form form={form} submit="Ouvrir">
        <BodyPicker label="Collectivité du territoire" required inTerritory value={body} onChange={choose} error={form.field('body').error} />
        <RoomFields form={form} kind={kind} />
      </Form>
    </>
  );
}

/** Changes the room of a body and who administers for it. */
export function ChangeForm({ subscription, kind, onEnd }: { subscription: SuiteSubscription; kind: Kind; onEnd: () => void }) {
  const { id, body, domains } = subscription;
  const form = useActForm(changeSuiteSubscription, {
    initial: {
      body: body.id,
      administrators: subscription.administrators ?? '',
      accountGigabytes: inGigabytes(subscription.accountBytes),
      bodyGigabytes: inGigabytes(subscription.bodyBytes),
      domains: domains.join('\n'),
    } as Values, // the empty choice stands for null
    toInput: (values) => ({ id, ...roomOf(values) }),
    fieldNames,
    changes,
    done: () => {
      tellDone(`${body.name} : la modification est enregistrée.`);
      onEnd();
    },
  });
  const cancel = (
    <Button variant="default" onClick={onEnd}>
      Annuler
    </Button>
  );
  return (
    <>
      <h3>Modifier pour {body.name}</h3>
      <Form form={form} submit="Enregistrer pour cette collectivité" others={cancel}>
        <RoomFields form={form} kind={kind} />
      </Form>
    </>
  );
}

function RoomFields({ form, kind }: { form: ActForm<Values>; kind: Kind }) {
  const usual = 'Vide : celle de l’application.';
  return (
    <>
      <FrenchNumberInput label="Place de ses comptes (Go)" description={usual} decimals={3} min={0} {...form.field('accountGigabytes')} />
      <FrenchNumberInput label="Place de la collectivité (Go)" description={usual} decimals={3} min={0} {...form.field('bodyGigabytes')} />
      {(kind === 'adc' || kind === 'esd') && (
        <NativeSelect label="Qui administre l’application" data={administrators} {...form.field('administrators')} />
      )}
      {kind === 'messages' && (
        <Textarea
          label="Domaines de messagerie"
          description="Un par ligne : les administrateurs de la collectivité y gèrent les adresses."
          autosize
          minRows={2}
          {...form.field('domains')}
        />
      )}
    </>
  );
}

function roomOf({ administrators: who, accountGigabytes, bodyGigabytes, domains }: Omit<Values, 'body'>) {
  return {
    administrators: who === '' ? null : who,
    accountBytes: inBytes(accountGigabytes),
    bodyBytes: inBytes(bodyGigabytes),
    domains: domains
      .split(/[\s,;]+/)
      .map((domain) => domain.trim())
      .filter((domain) => domain !== ''),
  };
}
