namespace SmartDairy.History.Ledger;

/// <param name="Device">The device's number; 0 when the message's device is not known.</param>
internal readonly record struct LedgerKey(int Farm, int Device);
