import { Component, type ReactNode } from 'react';

type BoundaryProps = {
  /** What is drawn: when it is another, drawing is tried again. */
  of?: unknown;
  /** What stands there when drawing fails. */
  instead: ReactNode;
  children: ReactNode;
};

/** An answer of a shape that cannot be drawn, such as one of a newer backend, costs what is within, and nothing around it. */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.hasFailed && before.of !== this.props.of) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
