// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Fieldset, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { instant } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { listMachines, type PlanLine, readPlan, revisePlan } from '../contract.ts';
import classes from './backup.module.css';
import { PlanInWords } from './plan-in-words.tsx';
import { RoomTabs } from './room-tabs.tsx';
import { placeWords } from './words.ts';

type Plan = OutputOf<typeof readPlan>;
type Values = Pick<Plan, 'whoToCall' | 'restartOrder' | 'drillDays' | 'lines'>;

const blank: PlanLine = {
  what: '',
  repositoryId: null,
  keptWhere: 'operator',
  everyHours: 24,
  keptDays: 365,
  lossHours: 24,
  outageHours: 48,
  contact: '',
};

/** What is saved, where, how often, for how long, and who is called: the annex of the plan de reprise. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readPlan, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title="Plan de sauvegarde"
        lead={data.revisedAt ? `Revu par ${data.revisedBy ?? ''} le ${instant(data.revisedAt)}.` : 'Aucun plan n’est encore écrit.'}
        actions={
          <Button
            component="a"
            href={`/api/o/${organisation.slug}/backup/plan/annex`}
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
          >
            Annexe au PRA (PDF)
          </Button>
        }
      />
      <RoomTabs />
      {data.uncovered.length > 0 && (
        <Alert color="orange" title="Machines sans plan" mb="lg">
          {data.uncovered.map(({ label }) => label).join(', ')} : rien ne dit ce qu’elles gardent, ni en combien de temps elles doivent revenir.
        </Alert>
      )}
      {may('backup.administer') ? <Edit key={data.revisedAt} plan={data} /> : <PlanInWords plan={data} />}
    </>
  );
}

function Edit({ plan }: { plan: Plan }) {
  const { data: machines } = useEndpoint(listMachines, {});
  const form = useActForm(revisePlan, {
    initial: { whoToCall: plan.whoToCall, restartOrder: plan.restartOrder, drillDays: plan.drillDays, lines: plan.lines },
    done: () => tellDone('Le plan est enregistré.'),
  });
  const choices = (machines?.rows ?? []).filter(({ closedAt }) => closedAt === null).map(({ id, label }) => ({ value: id, label }));
  return (
    <>
      <Form
        form={form}
        submit="Enregistrer le plan"
        others={
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => form.insert('lines', blank)}>
            Ajouter une ligne
          </Button>
        }
      >
        {form.values.lines.map((line, rank) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no name until they are saved
          <Line key={rank} form={form} line={line} rank={rank} choices={choices} />
        ))}
        <Textarea label="Qui appeler" description="Quand tout est arrêté, dans l’ordre." autosize minRows={3} {...form.field('whoToCall')} />
        <Textarea label="Ordre de remise en route" description="Une étape par ligne." autosize minRows={3} {...form.field('restartOrder')} />
        <NumberInput label="Prouver une restauration tous les" suffix=" jours" min={7} max={366} {...form.field('drillDays')} />
      </Form>
    </>
  );
}

type LineProps = { form: ActForm<Values>; line: PlanLine; rank: number; choices: { value: string; label: string }[] };

function Line({ form, line, rank, choices }: LineProps) {
  const at = `lines.${rank}`;
  return (
    <Fieldset legend={line.what || `Ligne ${rank + 1}`}>
      <div className={classes.line}>
        <TextInput className={classes.wide ?? ''} label="Ce qui est sauvegardé" required {...form.field(`${at}.what`)} />
        <Select label="Machine" clearable data={choices} {...form.field(`${at}.repositoryId`)} />
        <Select
          label="Où"
          allowDeselect={false}
          data={Object.entries(placeWords).map(([value, label]) => ({ value, label }))}
          {...form.field(`${at}.keptWhere`)}
        />
        <NumberInput label="Toutes les" suffix=" h" min={1} {...form.field(`${at}.everyHours`)} />
        <NumberInput label="Gardé" suffix=" jours" min={1} {...form.field(`${at}.keptDays`)} />
        <NumberInput label="Perte admise (RPO)" suffix=" h" min={0} {...form.field(`${at}.lossHours`)} />
        <NumberInput label="Arrêt admis (RTO)" suffix=" h" min={0} {...form.field(`${at}.outageHours`)} />
        <TextInput className={classes.wide ?? ''} label="Contact" {...form.field(`${at}.contact`)} />
        <Button variant="default" aria-label={`Retirer la ligne ${rank + 1}`} onClick={() => form.remove('lines', rank)}>
          Retirer la ligne
        </Button>
      </div>
    </Fieldset>
  );
}
