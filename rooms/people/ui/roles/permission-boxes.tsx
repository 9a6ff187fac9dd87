// SPDX-License-Identifier: EUPL-1.2
import { Checkbox } from '@mantine/core';
import type { PermissionGroup } from '../../contract.ts';
import classes from '../people.module.css';

type Props = {
  groups: readonly PermissionGroup[];
  value: readonly string[];
  /** What the role opened before: it may be left though one does not hold it. */
  standing: readonly string[];
  onChange: (permissions: string[]) => void;
  isReadOnly?: boolean;
};

/** Every permission under the title of its room. What one does not hold cannot be added. */
export function PermissionBoxes({ groups, value, standing, onChange, isReadOnly = false }: Props) {
  const toggle = (name: string, isOn: boolean): void => onChange(isOn ? [...value, name] : value.filter((one) => one !== name));
  return (
    <>
      {groups.map((group) => (
        <fieldset key={group.room} className={classes.roomBlock}>
          <legend>{group.title}</legend>
          <div className={classes.boxes}>
            {group.permissions.map(({ name, label, isHeld }) => {
              const isBeyond = !isHeld && !standing.includes(name);
              return (
                <Checkbox
                  key={name}
                  label={label}
                  checked={value.includes(name)}
                  disabled={isReadOnly || isBeyond}
                  {...(isBeyond && !isReadOnly && { description: 'Vous ne l’avez pas vous-même.' })}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                />
              );
            })}
          </div>
        </fieldset>
      ))}
    </>
  );
}
