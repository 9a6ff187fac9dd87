// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Fieldset, Group, MultiSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { BodyPicker } from '#rooms/organisations/parts.tsx';
import { roleNames } from '#rooms/people/contract.ts';
import { changeAnnouncement, draftAnnouncement, type readAudiences, type severities, type territories } from '../contract.ts';
import { type Details, inParis, severityWords } from './announcement-words.ts';
import classes from './announcement.module.css';

type Values = {
  severity: (typeof severities)[number];
  title: string;
  says: string;
  services: string[];
  roles: string[];
  territory: (typeof territories)[number];
  epci: string[];
  bodies: { id: string; name: string }[];
  isPublic: boolean;
  beginsAt: string;
  endsAt: string;
};

type Props = {
  announcement: Details | null;
  audiences: OutputOf<typeof readAudiences>;
  /** The hour it is in Paris, at which a new announcement begins. */
  now: string;
  drafted: (id: string) => void;
};

/** What is announced, to whom, and when. */
export function AnnouncementForm({ announcement, audiences, now, drafted }: Props) {
  const initial = announcement ? valuesOf(announcement) : blank(now);
  const creating = useActForm(draftAnnouncement, {
    initial,
    toInput: inputOf,
    fieldNames,
    done: ({ id }) => {
      tellDone('Brouillon enregistré : vous seul le voyez.');
      drafted(id);
    },
  });
  const changing = useActForm(changeAnnouncement, {
    initial,
    toInput: (values: Values) => ({ id: announcement?.id ?? '', revision: announcement?.revision ?? 0, ...inputOf(values) }),
    fieldNames,
    done: () => tellDone('Annonce enregistrée.'),
  });
  const form = announcement ? changing : creating;
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const { territory, bodies } = form.values;
  return (
    <Form form={form} submit={announcement ? 'Enregistrer' : 'Enregistrer le brouillon'}>
      <Radio.Group label="Nature" {...form.field('severity')}>
        <Group mt="xs">
          {Object.entries(severityWords).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        label="Titre"
        description="Une phrase qui se suffit : elle s’affiche seule, en tête de page."
        required
        maxLength={140}
        {...form.field('title')}
      />
      <Textarea
        label="Texte"
        description="Ce qui change, pour qui, et que faire en attendant."
        autosize
        minRows={4}
        maxLength={4000}
        {...form.field('says')}
      />
      <Fieldset legend="Quand (heure de Paris)">
        <Group grow align="flex-start">
          <TextInput type="datetime-local" label="Début" required {...form.field('beginsAt')} />
          <TextInput type="datetime-local" label="Fin" description="Vide tant qu’elle n’est pas connue." {...form.field('endsAt')} />
        </Group>
      </Fieldset>
      <Fieldset legend="Pour qui">
        <Stack gap="md">
          <Radio.Group label="Territoire" {...form.field('territory')}>
            <Stack gap="xs" mt="xs">
              <Radio value="all" label={`Tout le territoire (${audiences.territory} collectivités)`} />
              <Radio value="epci" label="Des EPCI et leurs communes" disabled={audiences.epci.length === 0} />
              <Radio value="bodies" label="Des collectivités choisies" />
            </Stack>
          </Radio.Group>
          {territory === 'epci' && (
            <MultiSelect
              label="EPCI"
              searchable
              data={audiences.epci.map(({ id, name }) => ({ value: id, label: name }))}
              nothingFoundMessage="Aucun EPCI de ce nom."
              {...form.field('epci')}
            />
          )}
          {territory === 'bodies' && (
            <div>
              <BodyPicker
                label="Ajouter une collectivité"
                value={picked}
                inTerritory
                except={bodies.map(({ id }) => id)}
                error={form.field('bodies').error}
                onChange={(body) => {
                  if (body) form.insert('bodies', body);
                  setPicked(null);
                }}
              />
              <ul className={classes.picked}>
                {bodies.map(({ id, name }, index) => (
                  <li key={id}>
                    {name}
                    <button type="button" onClick={() => form.remove('bodies', index)} aria-label={`Retirer ${name}`}>
                      Retirer
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <MultiSelect
            label="Qui utilise"
            description="Vide : quels que soient les services utilisés."
            searchable
            data={audiences.services.map(({ key, title }) => ({ value: key, label: title }))}
            nothingFoundMessage="Aucun service de ce nom."
            {...form.field('services')}
          />
          <MultiSelect
            label="Qui exerce"
            description="Vide : quelles que soient les fonctions."
            searchable
            data={Object.entries(roleNames).map(([value, label]) => ({ value, label }))}
            nothingFoundMessage="Aucune fonction de ce nom."
            {...form.field('roles')}
          />
        </Stack>
      </Fieldset>
      <Checkbox
        label="L’afficher aussi sur la page d’état publique"
        description="Tout le monde peut lire cette page, sans se connecter."
        {...form.field('isPublic', { type: 'checkbox' })}
      />
    </Form>
  );
}

const fieldNames = { territoryIds: 'bodies' };

function inputOf({ epci, bodies, endsAt, territory, ...values }: Values) {
  const territoryIds = territory === 'epci' ? epci : territory === 'bodies' ? bodies.map(({ id }) => id) : [];
  return { ...values, territory, territoryIds, endsAt: endsAt === '' ? null : endsAt };
}

function blank(now: string): Values {
  const empty = { title: '', says: '', services: [], roles: [], epci: [], bodies: [], endsAt: '' };
  return { ...empty, severity: 'info', territory: 'all', isPublic: false, beginsAt: now };
}

function valuesOf(one: Details): Values {
  const { severity, title, says, services, roles, territory, isPublic } = one;
  return {
    severity,
    title,
    says,
    services,
    roles,
    territory,
    isPublic,
    epci: territory === 'epci' ? one.territoryIds : [],
    bodies: territory === 'bodies' ? one.named : [],
    beginsAt: inParis(one.beginsAt),
    endsAt: one.endsAt === null ? '' : inParis(one.endsAt),
  };
}
