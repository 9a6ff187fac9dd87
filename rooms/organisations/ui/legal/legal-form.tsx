// SPDX-License-Identifier: EUPL-1.2
import { Fieldset, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { accessibilityStatuses, changeLegal, type LegalVersion } from '../../contract.ts';
import { factsIn, statusLabels, valuesOf, type LegalValues } from './legal-values.ts';

/** The facts behind the three pages; saving adds a version. */
export function LegalForm({ operatorName, latest }: { operatorName: string; latest: LegalVersion | null }) {
  const client = useQueryClient();
  const form = useActForm<typeof changeLegal, { facts: LegalValues }>(changeLegal, {
    initial: { facts: valuesOf(latest?.facts ?? null, operatorName) },
    toInput: ({ facts }) => ({ basedOn: latest?.version ?? 0, facts: factsIn(facts) }),
    done: () => {
      void client.invalidateQueries({ queryKey: ['legal-links'] });
      tellDone('Les mentions sont enregistrées et publiées.');
    },
  });
  const isAudited = form.values.facts.accessibility.status !== 'not-audited';
  return (
    <Form form={form} submit="Enregistrer et publier">
      <Fieldset legend="Éditeur">
        <Stack>
          <TextInput label="Dénomination" required {...form.field('facts.publisher.name')} />
          <TextInput label="Forme juridique" placeholder="Syndicat mixte ouvert" {...form.field('facts.publisher.legalForm')} />
          <TextInput label="Adresse" {...form.field('facts.publisher.address')} />
          <TextInput label="Téléphone" type="tel" {...form.field('facts.publisher.phone')} />
          <TextInput label="Courriel" type="email" {...form.field('facts.publisher.email')} />
          <TextInput
            label="Direction de la publication : fonction"
            placeholder="Présidence du syndicat"
            {...form.field('facts.publisher.directorRole')}
          />
          <TextInput
            label="Direction de la publication : nom"
            description="La loi demande le nom de la directrice ou du directeur."
            {...form.field('facts.publisher.directorName')}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend="Hébergeur">
        <Stack>
          <TextInput label="Nom de l’hébergeur" {...form.field('facts.host.name')} />
          <TextInput label="Adresse de l’hébergeur" {...form.field('facts.host.address')} />
          <TextInput label="Téléphone de l’hébergeur" type="tel" {...form.field('facts.host.phone')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="Protection des données">
        <Stack>
          <TextInput
            label="Délégué à la protection des données"
            description="Une fonction, un service ou un organisme."
            {...form.field('facts.dataProtection.officer')}
          />
          <TextInput label="Courriel du délégué" type="email" {...form.field('facts.dataProtection.email')} />
          <TextInput label="Adresse du délégué" {...form.field('facts.dataProtection.address')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="Accessibilité">
        <Stack>
          <Radio.Group label="État de conformité au RGAA" {...form.field('facts.accessibility.status')}>
            <Stack gap="xs" mt="xs">
              {accessibilityStatuses.map((status) => (
                <Radio key={status} value={status} label={statusLabels[status]} />
              ))}
            </Stack>
          </Radio.Group>
          {isAudited && (
            <>
              <DayInput label="Jour de l’audit" required {...form.field('facts.accessibility.auditedOn')} />
              <FrenchNumberInput
                label="Critères respectés, en pour cent"
                required
                decimals={2}
                suffix={'\u00a0%'}
                {...form.field('facts.accessibility.rate')}
              />
              <TextInput label="Auteur de l’audit" required {...form.field('facts.accessibility.auditor')} />
            </>
          )}
          <DayInput label="Déclaration établie le" {...form.field('facts.accessibility.declaredOn')} />
          <TextInput
            label="Où signaler un contenu inaccessible"
            description="Vide : le courriel de l’éditeur."
            {...form.field('facts.accessibility.contact')}
          />
          <Textarea label="Contenus non accessibles" description="Un par ligne." autosize minRows={3} {...form.field('facts.accessibility.faults')} />
          <TextInput
            label="Adresse du schéma pluriannuel de mise en accessibilité"
            placeholder="https://"
            {...form.field('facts.accessibility.planAddress')}
          />
        </Stack>
      </Fieldset>
    </Form>
  );
}
