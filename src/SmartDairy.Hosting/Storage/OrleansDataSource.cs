using System.Data.Common;

namespace SmartDairy.Hosting.Storage;

/// <summary>
/// The database where Orleans keeps grain state, reminders and membership: in the database of the history, so that one backup holds
/// everything.
/// </summary>
internal sealed record OrleansDataSource(DbDataSource DataSource);
