// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, Group } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Section } from '#ui/parts/section.tsx';
import { listEntrusted, openEntrusted } from '../contract.ts';
import classes from './backup.module.css';
import { OpenPassword } from './open-password.tsx';

/** Passwords of which the reader is a custodian, in the bodies that the operator keeps. */
export function Entrusted() {
  const { data } = useEndpoint(listEntrusted, {});
  const [shown, show] = useState<string | null>(null);
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title="Mots de passe qui vous sont confiés" isWide>
      <ul className={classes.signs}>
        {data.rows.map(({ id, body, machine }) => (
          <li key={id}>
            <Card withBorder component="article" aria-label={`${machine}, ${body}`}>
              <Group gap="sm" justify="space-between">
                <strong>{`${machine}, ${body}`}</strong>
                <Button variant="default" aria-label={`Faire ouvrir, ${machine}, ${body}`} onClick={() => show(shown === id ? null : id)}>
                  Faire ouvrir
                </Button>
              </Group>
              {shown === id && <OpenPassword endpoint={openEntrusted} id={id} />}
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
