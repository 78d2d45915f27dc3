import { type ReactNode, useEffect, useId, useRef } from 'react';

type Common = {
  label?: string;
  name?: string;
  description?: string;
  required?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  error?: boolean;
  validationMessage?: string;
};
type TextProps = Common & {
  value?: string;
  defaultValue?: string;
  type?: 'text' | 'password';
  rows?: number;
  onChange?: (value: string) => void;
  onInput?: (value: string) => void;
};

function Field({ props, children }: { props: Common; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field part-field">
      <label htmlFor={id}>
        {props.label}
        {props.required === true && ' *'}
      </label>
      {props.description !== undefined && <span className="part-field-note">{props.description}</span>}
      {children(id)}
      {props.validationMessage !== undefined && (
        <span className={props.error === true ? 'dialog-error' : 'part-field-note'}>{props.validationMessage}</span>
      )}
    </div>
  );
}

const textAttributes = ({
  name,
  value,
  defaultValue,
  required,
  readOnly,
  placeholder,
  error,
  onChange,
  onInput,
}: TextProps) => ({
  name,
  required,
  readOnly,
  placeholder,
  'aria-invalid': error,
  // The worker answers later than the person types: the field keeps its own text.
  defaultValue: value ?? defaultValue,
  onInput: (event: { currentTarget: { value: string } }) => onInput?.(event.currentTarget.value),
  onBlur: (event: { currentTarget: { value: string } }) => onChange?.(event.currentTarget.value),
});

/** What the app gives takes the place of what stands in the field, unless the person is typing there. */
function useGivenText<Element extends HTMLInputElement | HTMLTextAreaElement>(value: string | undefined) {
  const element = useRef<Element>(null);
  useEffect(() => {
    const field = element.current;
    if (field !== null && value !== undefined && field !== document.activeElement) field.value = value;
  }, [value]);
  return element;
}

function Input(props: TextProps) {
  const element = useGivenText<HTMLInputElement>(props.value);
  return (
    <Field props={props}>
      {(id) => <input id={id} ref={element} type={props.type ?? 'text'} {...textAttributes(props)} />}
    </Field>
  );
}

type NumberProps = Omit<TextProps, 'value' | 'defaultValue' | 'onChange'> & {
  value?: number;
  defaultValue?: number;
  onChange?: (value: number) => void;
};

function NumberInput({ value, defaultValue, onChange, ...rest }: NumberProps) {
  const shown = {
    ...(value !== undefined && { value: String(value) }),
    ...(defaultValue !== undefined && { defaultValue: String(defaultValue) }),
  };
  return <Input {...rest} {...shown} onChange={(text) => text !== '' && onChange?.(Number(text))} />;
}

function TextArea(props: TextProps) {
  const element = useGivenText<HTMLTextAreaElement>(props.value);
  return (
    <Field props={props}>
      {(id) => <textarea id={id} ref={element} rows={props.rows ?? 3} {...textAttributes(props)} />}
    </Field>
  );
}

type Value = string | number | boolean;
type SelectProps = Common & {
  value?: Value;
  options?: { label: string; value: Value }[];
  onChange?: (value: Value | undefined) => void;
};

function Select(props: SelectProps) {
  const { options = [], value, name, required, readOnly, placeholder, onChange } = props;
  return (
    <Field props={props}>
      {(id) => (
        <select
          id={id}
          name={name}
          required={required}
          disabled={readOnly}
          value={String(value ?? '')}
          onChange={(event) => onChange?.(options.find((one) => String(one.value) === event.target.value)?.value)}
        >
          <option value="">{placeholder ?? ''}</option>
          {options.map((option) => (
            <option key={String(option.value)} value={String(option.value)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = Common & {
  checked?: boolean;
  value?: string;
  onChange?: (checked: boolean, value?: string) => void;
  children?: ReactNode;
};

function Checkbox({ checked, value, name, readOnly, label, onChange, children }: CheckProps) {
  const element = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (element.current !== null && checked !== undefined) element.current.checked = checked;
  }, [checked]);
  return (
    <label className="choice">
      <input
        ref={element}
        type="checkbox"
        name={name}
        defaultChecked={checked}
        disabled={readOnly}
        onChange={(event) => onChange?.(event.target.checked, value)}
      />
      {children ?? label}
    </label>
  );
}

type MultiProps = Common & {
  value?: Value[];
  options?: { label: string; value: Value }[];
  onChange?: (value: Value[]) => void;
};

function MultiSelect(props: MultiProps) {
  const {
    label,
    required,
    description,
    options = [],
    value = [],
    readOnly,
    error,
    validationMessage,
    onChange,
  } = props;
  const id = useId();
  const described = [description, validationMessage].flatMap((text, index) => (text ? [`${id}-${index}`] : []));
  return (
    <fieldset
      className="field part-field"
      aria-invalid={error}
      aria-describedby={described.length === 0 ? undefined : described.join(' ')}
    >
      <legend>
        {label}
        {required === true && ' *'}
      </legend>
      {description !== undefined && (
        <span id={`${id}-0`} className="part-field-note">
          {description}
        </span>
      )}
      <span className="part-choices">
        {options.map((option) => (
          <label key={String(option.value)} className="choice">
            <input
              type="checkbox"
              checked={value.includes(option.value)}
              disabled={readOnly}
              onChange={({ target }) =>
                onChange?.(target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))
              }
            />
            {option.label}
          </label>
        ))}
      </span>
      {validationMessage !== undefined && (
        <span id={`${id}-1`} className={error === true ? 'dialog-error' : 'part-field-note'}>
          {validationMessage}
        </span>
      )}
    </fieldset>
  );
}

type FormProps = { onSubmit?: (event: { targetValue: Record<string, string> }) => void; children?: ReactNode };

function Form({ onSubmit, children }: FormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const values = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
        onSubmit?.({ targetValue: Object.fromEntries(values) });
      }}
    >
      {children}
    </form>
  );
}

export const inputParts = {
  Input,
  TextArea,
  SearchInput: Input,
  NumberInput,
  Select,
  MultiSelect,
  Checkbox,
  Toggle: Checkbox,
  Form,
};
