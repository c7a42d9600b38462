export * from '@github/copilot-sdk';
