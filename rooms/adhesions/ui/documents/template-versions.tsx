// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem } from '#ui/api/problem.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { readTemplate, restoreTemplate } from '../../contract.ts';
import classes from './documents.module.css';
import type { TemplateSeen } from './template-page.tsx';
import { versionName } from './version-name.ts';

type Props = { template: TemplateSeen; base: number; isDirty: boolean; openAgain: () => Promise<void>; lookAgain: () => void };

/** Every version of a template, to read and to take again. Nothing is ever erased. */
export function TemplateVersions({ template, base, isDirty, openAgain, lookAgain }: Props) {
  const { document, versions, latest } = template;
  const confirm = useConfirm();
  const [read, setRead] = useState<number | null>(null);
  const restore = useAct(restoreTemplate, {
    done: async ({ number }) => {
      tellDone(`Version ${number} enregistrée.`);
      await openAgain();
    },
  });
  const takeAgain = async (number: number): Promise<void> => {
    const name = number === 0 ? 'le modèle fourni' : `la version ${number}`;
    const lost = isDirty ? ' Ce que vous avez changé et n’avez pas enregistré sera perdu.' : '';
    const says = `Son texte devient celui d’une nouvelle version ; les autres restent dans la liste.${lost}`;
    if (!(await confirm({ title: `Reprendre ${name} ?`, says, act: 'Reprendre ce texte', isDangerous: isDirty }))) return;
    restore.mutate(
      { document, number, expects: base },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.problem.code === 'adhesions.template-changed') lookAgain();
          tellRefusal(error);
        },
      },
    );
  };
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className={classes.sub}>
        Versions
      </h2>
      <ul className={classes.kinds}>
        {versions.map((version) => (
          <li key={version.number} className={classes.kind}>
            <div>
              <p className={classes.name}>
                {versionName(version.number)}
                {version.number === latest && ', en service'}
              </p>
              <p className={classes.quiet}>
                {version.writtenAt
                  ? `${instant(version.writtenAt)}, ${version.writtenBy ?? ''}${version.note ? ` – ${version.note}` : ''}`
                  : 'Livré avec le logiciel'}
              </p>
            </div>
            <Group gap="xs">
              <Button
                variant="subtle"
                size="compact-md"
                aria-label={`Lire : ${versionName(version.number).toLowerCase()}`}
                onClick={() => setRead(version.number)}
              >
                Lire
              </Button>
              {version.number !== latest && (
                <Button
                  variant="default"
                  size="compact-md"
                  loading={restore.isPending}
                  aria-label={`Reprendre : ${versionName(version.number).toLowerCase()}`}
                  onClick={() => void takeAgain(version.number)}
                >
                  Reprendre
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <Modal opened={read !== null} onClose={() => setRead(null)} title={read === null ? '' : versionName(read)} size="xl">
        {read !== null && <PastText document={document} number={read} />}
      </Modal>
    </section>
  );
}

function PastText({ document, number }: Pick<TemplateSeen, 'document'> & { number: number }) {
  const { data, error, refetch } = useEndpoint(readTemplate, { document, number });
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  return data ? <pre className={classes.past}>{data.source}</pre> : <Lines count={8} />;
}
