// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { heardKinds, tryCheck } from '../../contract.ts';
import { outcomeWords } from '../words.ts';
import { kindOf, type Values } from './form-values.ts';

/** Looks once, now, with what the form says. */
export function Trial({ values, checkId }: { values: Values; checkId: string | null }) {
  const attempt = useAct(tryCheck, { changes: [] });
  if (heardKinds.includes(values.kind)) return null;
  const found = attempt.data;
  return (
    <div>
      <Button
        variant="default"
        loading={attempt.isPending}
        disabled={values.body === null}
        onClick={() =>
          attempt.mutate({ bodyId: values.body?.id ?? '', checkId, secret: values.secret || null, check: kindOf(values) }, { onError: tellRefusal })
        }
      >
        Essayer maintenant
      </Button>
      <div role="status">
        {found && (
          <Alert mt="sm" color={{ up: 'green', warn: 'yellow', down: 'red' }[found.outcome]} title={outcomeWords[found.outcome]}>
            {found.says}
            {found.ms !== null && ` Réponse en ${found.ms.toLocaleString('fr-FR')} ms.`}
          </Alert>
        )}
      </div>
    </div>
  );
}
