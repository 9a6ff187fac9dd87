// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Stack, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { listWebhookEvents } from '../../contract.ts';

type Event = OutputOf<typeof listWebhookEvents>['rows'][number];
type Field = (name: 'label' | 'url' | 'events') => object;

/** Where events go, and which: by room. */
export function WebhookFields({ events, field }: { events: readonly Event[]; field: Field }) {
  const rooms = [...Map.groupBy(events, ({ room }) => room)];
  return (
    <>
      <TextInput label="Logiciel" description="À qui ces événements sont envoyés." required maxLength={80} {...field('label')} />
      <TextInput
        label="Adresse"
        description="Complète, en https://, joignable depuis Internet."
        type="url"
        required
        maxLength={500}
        {...field('url')}
      />
      <Checkbox.Group label="Événements à envoyer" required {...field('events')}>
        {rooms.map(([room, those]) => (
          <fieldset
            key={room}
            style={{ margin: '0.75rem 0 0', padding: '0.5rem 1rem 0.75rem', border: '1px solid var(--line)', borderRadius: '0.5rem' }}
          >
            <legend>{room}</legend>
            <Stack gap="xs">
              {those.map(({ name, label }) => (
                <Checkbox key={name} value={name} label={label} />
              ))}
            </Stack>
          </fieldset>
        ))}
      </Checkbox.Group>
    </>
  );
}
