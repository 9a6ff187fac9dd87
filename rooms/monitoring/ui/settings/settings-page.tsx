// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Fieldset, MultiSelect, NumberInput, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { changeSettings, readSettings } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { RoomTabs } from '../room-tabs.tsx';

type Settings = OutputOf<typeof readSettings>;

/** Whom an incident that nobody took is told to, and the public page. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readSettings, {});
  return (
    <>
      <PageHeader
        title="Réglages de la surveillance"
        lead="Qui est prévenu, et ce que tout le monde peut voir."
        trail={[{ label: 'Surveillance', href: `/o/${organisation.slug}/surveillance` }]}
      />
      <RoomTabs />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && !error && <Lines count={6} />}
      {data && <SettingsForm settings={data} />}
    </>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { steps, people, statusPage } = settings;
  const form = useActForm(changeSettings, {
    initial: { steps, isOpen: statusPage.isOpen, intro: statusPage.intro },
    done: () => tellDone('Les réglages sont enregistrés.'),
  });
  const { values } = form;
  return (
    <Form form={form} submit="Enregistrer">
      <Fieldset legend="Escalade d’un incident">
        <div className={classes.stack}>
          <p className={classes.quiet}>
            Ceux qui traitent les incidents sont prévenus aussitôt. Si personne ne dit « Je m’en occupe », les étapes suivantes préviennent d’autres
            personnes. Sans étape, les administrateurs le sont au bout de trente minutes.
          </p>
          {values.steps.map((_, index) => (
            <Fieldset key={index} legend={`Étape ${index + 1}`}>
              <NumberInput
                label="Au bout de combien de minutes"
                min={0}
                max={1440}
                allowDecimal={false}
                {...form.field(`steps.${index}.afterMinutes`)}
              />
              <MultiSelect
                label="Prévenir"
                searchable
                data={people.map(({ mandateId, name, title }) => ({ value: mandateId, label: title ? `${name}, ${title}` : name }))}
                {...form.field(`steps.${index}.mandateIds`)}
              />
              <Button mt="sm" variant="default" size="sm" aria-label={`Retirer l’étape ${index + 1}`} onClick={() => form.remove('steps', index)}>
                Retirer l’étape
              </Button>
            </Fieldset>
          ))}
          {values.steps.length < 5 && (
            <Button variant="default" onClick={() => form.insert('steps', { afterMinutes: 30 * (values.steps.length + 1), mandateIds: [] })}>
              Ajouter une étape
            </Button>
          )}
        </div>
      </Fieldset>
      <Fieldset legend="Page publique">
        <div className={classes.stack}>
          <Checkbox
            label="Ouvrir la page publique"
            description="Elle montre les sondes auxquelles vous avez donné un nom public, et rien d’autre."
            checked={values.isOpen}
            onChange={(event) => form.set('isOpen', event.currentTarget.checked)}
          />
          <Textarea label="Texte d’introduction" autosize minRows={2} maxLength={2000} {...form.field('intro')} />
          {statusPage.isOpen && (
            <p>
              <HouseLink href={statusPage.href}>Voir la page publique</HouseLink>
            </p>
          )}
        </div>
      </Fieldset>
    </Form>
  );
}
