// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import { listHeardEvents } from '../../contract.ts';
import type { Check, Values } from './form-values.ts';

type Props = { form: ActForm<Values>; check: Check | null };

/** The fields of the chosen kind. */
export function KindFields({ form, check }: Props) {
  switch (form.values.kind) {
    case 'http':
      return <HttpFields form={form} />;
    case 'tcp':
      return (
        <>
          <Host form={form} label="Machine" />
          <NumberInput label="Port" min={1} max={65535} allowDecimal={false} {...form.field('port')} />
        </>
      );
    case 'dns':
      return <DnsFields form={form} />;
    case 'domain':
      return (
        <>
          <Host form={form} label="Nom de domaine" />
          <NumberInput label="Prévenir combien de jours avant la fin" min={1} max={120} allowDecimal={false} {...form.field('warnDays')} />
          <DayInput
            label="Dernier jour, si le registre ne le publie pas"
            description="Laissez vide pour un nom en .fr : le registre le dit. Celui des noms en .eu ne le dit pas."
            {...form.field('endsOn')}
          />
        </>
      );
    case 'snmp':
      return <SnmpFields form={form} check={check} />;
    case 'disk':
      return (
        <>
          <Silence form={form} label="En panne sans relevé depuis (heures)" />
          <Percents form={form} />
        </>
      );
    case 'mail-loop':
      return (
        <>
          <TextInput
            label="Boîte qui renvoie"
            description="Une règle de cette boîte redirige vers l’expéditeur tout message dont l’objet est « Vérification de la messagerie »."
            type="email"
            required
            {...form.field('mailbox')}
          />
          <Silence form={form} label="En panne sans retour depuis (heures)" />
        </>
      );
    case 'event':
      return <EventFields form={form} />;
    case 'heartbeat':
      return <Silence form={form} label="En panne sans appel depuis (heures)" />;
  }
}

type FormOnly = Pick<Props, 'form'>;

function Host({ form, label }: FormOnly & { label: string }) {
  return (
    <TextInput label={label} description="Un nom ou une adresse que la collectivité a déclarés." required maxLength={253} {...form.field('host')} />
  );
}

function Silence({ form, label }: FormOnly & { label: string }) {
  return (
    <NumberInput
      label={label}
      description="Un peu plus que le rythme de la tâche : 26 heures pour une tâche de chaque nuit."
      min={0.1}
      max={744}
      decimalSeparator=","
      {...form.field('silenceHours')}
    />
  );
}

function HttpFields({ form }: FormOnly) {
  return (
    <>
      <TextInput label="Adresse de la page" type="url" required maxLength={500} {...form.field('url')} />
      <TextInput
        label="Mot attendu"
        description="Il doit se trouver dans la page : son absence dit qu’elle a été remplacée."
        maxLength={200}
        {...form.field('word')}
      />
      <NumberInput
        label="Prévenir combien de jours avant la fin du certificat"
        min={1}
        max={120}
        allowDecimal={false}
        {...form.field('certificateDays')}
      />
      <NumberInput label="Lent au-delà de (millisecondes)" min={100} max={10000} step={500} allowDecimal={false} {...form.field('slowMs')} />
    </>
  );
}

function DnsFields({ form }: FormOnly) {
  return (
    <>
      <Host form={form} label="Nom à chercher" />
      <NativeSelect label="Enregistrement" data={['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT']} {...form.field('record')} />
      <TextInput label="Valeur attendue" description="Vide : toute réponse convient." maxLength={500} {...form.field('expected')} />
      <TextInput label="Serveur de noms à interroger" description="Vide : celui de la plateforme." maxLength={253} {...form.field('server')} />
    </>
  );
}

function Percents({ form }: FormOnly) {
  return (
    <>
      <NumberInput label="À surveiller à partir de (%)" min={1} max={100} allowDecimal={false} {...form.field('warnPercent')} />
      <NumberInput label="En panne à partir de (%)" min={1} max={100} allowDecimal={false} {...form.field('downPercent')} />
    </>
  );
}

function SnmpFields({ form, check }: Props) {
  const isThird = form.values.version === '3';
  return (
    <>
      <Host form={form} label="NAS ou serveur" />
      <NumberInput label="Port" min={1} max={65535} allowDecimal={false} {...form.field('port')} />
      <NativeSelect
        label="Version"
        data={[
          { value: '3', label: 'SNMPv3 (chiffré, SHA et AES)' },
          { value: '2c', label: 'SNMPv2c (communauté, en clair)' },
        ]}
        {...form.field('version')}
      />
      {isThird && <TextInput label="Compte" maxLength={64} {...form.field('user')} />}
      <PasswordInput
        label={isThird ? 'Mot de passe' : 'Communauté'}
        description={check?.hasSecret ? 'Vide : celui qui est enregistré.' : 'Enregistré chiffré, jamais affiché.'}
        autoComplete="off"
        maxLength={200}
        {...form.field('secret')}
      />
      <Percents form={form} />
    </>
  );
}

function EventFields({ form }: FormOnly) {
  const { data } = useEndpoint(listHeardEvents, {});
  const rooms = [...Map.groupBy(data?.rows ?? [], ({ room }) => room)];
  return (
    <>
      <Select
        label="Événement attendu"
        data={rooms.map(([group, those]) => ({ group, items: those.map(({ name, label }) => ({ value: name, label })) }))}
        searchable
        nothingFoundMessage="Aucun événement de ce nom."
        {...form.field('event')}
      />
      <Silence form={form} label="En panne sans cet événement depuis (heures)" />
    </>
  );
}
