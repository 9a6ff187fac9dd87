// SPDX-License-Identifier: EUPL-1.2
import { Title } from '@mantine/core';
import { today } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { addAgent } from '../../contract.ts';
import { AgentFields } from './agent-fields.tsx';
import { type AgentValues, nameOf, newAgent, toAgent } from './agent-values.ts';
import { mutable, templates } from './week-templates.ts';
import { WorkingTimeFields } from './working-time-fields.tsx';

/** The form of a new agent. */
export function AddAgent({ done, others }: { done: (agent: { id: string; name: string }) => void; others?: React.ReactNode }) {
  const form = useActForm(addAgent, {
    initial: { ...newAgent(`${today().slice(0, 4)}-01-01`), workingTime: templates[0].time },
    toInput: ({ workingTime, ...agent }) => ({ ...toAgent(agent), workingTime: mutable(workingTime) }),
    done: ({ id }, values) => done({ id, name: nameOf(values) }),
  });
  return (
    <Form form={form} submit="Inscrire cet agent" others={others}>
      <AgentFields
        values={form.values}
        set={(name, value) => form.set(name, value as never)} // typed by the fields themselves
        errorAt={(name: keyof AgentValues) => form.field(name).error}
      />
      <Title order={2} size="h3" mt="md">
        Temps de travail
      </Title>
      <WorkingTimeFields value={form.values.workingTime} change={(time) => form.set('workingTime', time)} error={form.field('workingTime').error} />
    </Form>
  );
}
