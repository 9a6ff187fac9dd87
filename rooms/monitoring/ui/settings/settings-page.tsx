// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, Fieldset, Group, MultiSelect, NumberInput, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
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
  const { steps, people, statusPage, warnings } = settings;
  const form = useActForm(changeSettings, {
    initial: { steps, warnings: { ...warnings, expiryDays: warnings.expiryDays.map(String) }, isOpen: statusPage.isOpen, intro: statusPage.intro },
    toInput: ({ warnings: { expiryDays, ...rest }, ...values }) => ({ ...values, warnings: { ...rest, expiryDays: expiryDays.map(Number) } }),
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
      <Fieldset legend="Ce qui n’est pas encore une panne">
        <div className={classes.stack}>
          <p className={classes.quiet}>
            Un certificat ou un nom de domaine qui expire, un disque qui se remplit, un site lent depuis plus d’un jour : ceux qui traitent les
            incidents en sont prévenus une fois par seuil, par avis et par courriel, aux heures choisies. Personne n’est réveillé.
          </p>
          <Checkbox.Group
            label="Prévenir combien de jours avant une échéance"
            value={values.warnings.expiryDays}
            error={form.field('warnings.expiryDays').error}
            onChange={(days) => form.set('warnings.expiryDays', days)}
          >
            <Group mt="xs">
              {choicesOf(warnings.expiryDays).map((days) => (
                <Checkbox key={days} value={String(days)} label={days === 1 ? '1 jour' : `${days} jours`} />
              ))}
            </Group>
          </Checkbox.Group>
          <div className={classes.pair}>
            <NumberInput label="À partir de quelle heure" min={0} max={23} allowDecimal={false} {...form.field('warnings.fromHour')} />
            <NumberInput label="Jusqu’à quelle heure" min={1} max={24} allowDecimal={false} {...form.field('warnings.untilHour')} />
          </div>
          <Checkbox
            label="Prévenir aussi la collectivité"
            description="Ceux qui y déclarent les machines : c’est souvent leur hébergeur qui renouvelle."
            checked={values.warnings.tellsBody}
            onChange={(event) => form.set('warnings.tellsBody', event.currentTarget.checked)}
          />
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
              <HouseLink href={statusPage.href}>Voir la page publique</HouseLink>{' '}
              {statusPage.subscribers > 0 && `Suivie par courriel : ${count('adresse', 'adresses', statusPage.subscribers)}.`}
            </p>
          )}
        </div>
      </Fieldset>
    </Form>
  );
}

/** What is usual, and what was chosen by a program besides. */
function choicesOf(chosen: readonly number[]): number[] {
  return [...new Set([60, 45, 30, 21, 14, 7, 3, 1, ...chosen])].sort((one, other) => other - one);
}
