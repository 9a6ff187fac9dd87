// SPDX-License-Identifier: EUPL-1.2
import { CloseButton, Progress } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { dismissFirstSteps, readFirstSteps } from '../contract.ts';
import classes from './home.module.css';

/** What a first visit proposes. It goes by itself once all is done, or when it is put aside. */
export function FirstSteps() {
  const { data } = useEndpoint(readFirstSteps, {});
  const dismiss = useAct(dismissFirstSteps, { changes: [readFirstSteps] });
  if (!data || data.isDismissed || data.steps.every(({ isDone }) => isDone)) return null;
  const done = data.steps.filter(({ isDone }) => isDone).length;
  return (
    <section className={classes.firstSteps} aria-labelledby="pour-commencer">
      <div className={classes.sectionHead}>
        <h2 id="pour-commencer">Pour commencer</h2>
        <span className="quiet">
          {done} sur {data.steps.length}
        </span>
        <CloseButton
          className={classes.putAside}
          size={40}
          aria-label="Ne plus afficher « Pour commencer »"
          onClick={() => dismiss.mutate({}, { onError: tellRefusal })}
        />
      </div>
      <Progress value={(done / data.steps.length) * 100} size="sm" aria-label="Étapes faites" />
      <ul className={classes.steps}>
        {data.steps.map(({ key, title, detail, href, isDone }) => (
          <li key={key} data-done={isDone || undefined}>
            {isDone ? <IconCircleCheckFilled size={22} aria-hidden /> : <IconCircle size={22} stroke={1.6} aria-hidden />}
            <span>
              {isDone ? (
                <>
                  <VisuallyHidden>Fait : </VisuallyHidden>
                  {title}
                </>
              ) : (
                <HouseLink href={href}>{title}</HouseLink>
              )}
              {!isDone && <small>{detail}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
