// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Fieldset, NativeSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { BodyPicker } from '#rooms/organisations/parts.tsx';
import { addCheck, changeCheck, checkKinds, listChecks, type CheckKind } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { everyWords, kindWords } from '../words.ts';
import { type Check, fieldNames, inputOf, usual, valuesOf } from './form-values.ts';
import { KindFields } from './kind-fields.tsx';
import { PushAddress } from './push-address.tsx';
import { Trial } from './trial.tsx';

const rhythms = [60, 300, 900, 3_600, 21_600, 86_400];

/** What is watched, for whom, how often; tried before it is kept. */
export function CheckForm({ check, kind }: { check: Check | null; kind?: string | undefined }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const at = `/o/${organisation.slug}/surveillance/sondes`;
  const [made, setMade] = useState<{ id: string; address: string; kind: CheckKind } | null>(null);
  const initial = valuesOf(check, check?.kind ?? checkKinds.find((known) => known === kind) ?? 'http');
  const adding = useActForm(addCheck, {
    initial,
    fieldNames,
    toInput: (values) => ({ ...inputOf(values), bodyId: values.body?.id ?? '' }),
    done: ({ id, pushAddress }, values) => {
      tellDone('La sonde est ajoutée.');
      if (pushAddress) setMade({ id, address: pushAddress, kind: values.kind });
      else go(`${at}/${id}`);
    },
  });
  const changing = useActForm(changeCheck, {
    initial,
    fieldNames,
    toInput: (values) => ({ ...inputOf(values), id: check?.id ?? '' }),
    done: () => {
      tellDone('La sonde est modifiée.');
      go(`${at}/${check?.id}`);
    },
  });
  const form = check ? changing : adding;
  const { values } = form;
  if (made)
    return (
      <>
        <PushAddress address={made.address} kind={made.kind} />
        <p>
          <HouseLink href={`${at}/${made.id}`}>J’ai copié l’adresse, voir la sonde</HouseLink>
        </p>
      </>
    );
  const chooseKind = (chosen: CheckKind): void => {
    form.set('kind', chosen);
    form.set('everySeconds', usual[chosen].everySeconds);
    form.set('silenceHours', usual[chosen].silenceHours);
    form.set('successesToClose', usual[chosen].successesToClose);
    form.set('port', chosen === 'snmp' ? 161 : 443);
  };
  return (
    <Form form={form} submit={check ? 'Enregistrer' : 'Ajouter la sonde'}>
      {!check && (
        <>
          <BodyPicker
            label="Collectivité"
            required
            inTerritory
            value={values.body}
            error={form.field('body').error}
            onChange={(body) => form.set('body', body)}
          />
          <NativeSelect
            label="Genre"
            description={kindWords[values.kind].says}
            data={checkKinds.map((value) => ({ value, label: kindWords[value].label }))}
            value={values.kind}
            onChange={(event) => chooseKind(event.currentTarget.value as CheckKind)} // the options are the kinds
          />
        </>
      )}
      <TextInput
        label="Nom"
        description="Tel que la mairie le reconnaît : « Site de la commune », « NAS de l’école »."
        required
        maxLength={120}
        {...form.field('name')}
      />
      <Fieldset legend="Ce qui est regardé">
        <div className={classes.stack}>
          <KindFields form={form} check={check} />
          <Trial values={values} checkId={check?.id ?? null} />
        </div>
      </Fieldset>
      <Fieldset legend="Quand est-ce une panne ?">
        <div className={classes.stack}>
          <NativeSelect
            label="Regarder toutes les"
            data={[...new Set([...rhythms, values.everySeconds])]
              .toSorted((a, b) => a - b)
              .map((seconds) => ({ value: String(seconds), label: everyWords(seconds) }))}
            value={String(values.everySeconds)}
            onChange={(event) => form.set('everySeconds', Number(event.currentTarget.value))}
          />
          <NumberInput label="Échecs de suite avant d’ouvrir un incident" min={1} max={10} allowDecimal={false} {...form.field('failuresToOpen')} />
          <NumberInput label="Succès de suite avant de le clore" min={1} max={10} allowDecimal={false} {...form.field('successesToClose')} />
          <ParentField
            bodyId={values.body?.id ?? null}
            self={check?.id ?? null}
            value={values.dependsOn}
            error={form.field('dependsOn').error}
            choose={(id) => form.set('dependsOn', id)}
          />
        </div>
      </Fieldset>
      <TextInput label="Nom sur la page publique" description="Laissez vide pour ne pas la montrer." maxLength={80} {...form.field('publicName')} />
      <Checkbox
        label="En pause : ne plus regarder"
        checked={values.isPaused}
        onChange={(event) => form.set('isPaused', event.currentTarget.checked)}
      />
    </Form>
  );
}

type ParentProps = { bodyId: string | null; self: string | null; value: string | null; error: unknown; choose: (id: string | null) => void };

function ParentField({ bodyId, self, value, error, choose }: ParentProps) {
  const { data } = useEndpoint(listChecks, { body: bodyId ?? '', size: 100, sort: 'name', page: 1, order: 'asc' }, { enabled: bodyId !== null });
  const others = (data?.rows ?? []).filter(({ id }) => id !== self);
  return (
    <Select
      label="Dépend de"
      description="Si celle-ci est en panne aussi, c’est le même incident : la ligne Internet de la mairie, par exemple."
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={choose}
      clearable
      clearButtonProps={{ 'aria-label': 'Ne dépend de rien' }}
      searchable
      disabled={bodyId === null}
      nothingFoundMessage="Aucune autre sonde de cette collectivité."
      error={typeof error === 'string' ? error : undefined}
    />
  );
}
