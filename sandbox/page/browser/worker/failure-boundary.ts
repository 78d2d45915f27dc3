import { Component, type ReactNode } from 'react';

type Props = { failed: (error: Error) => void; children?: ReactNode };

/** A card that throws while it renders shows nothing more, and the page says why. */
export class FailureBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error): void {
    this.props.failed(error);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
