using System.Reflection;
using SmartDairy.History;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Lets every call of every wrapped store fail while it is active, as a stopped database does.</summary>
internal sealed class StoreOutage
{
    private int _calls;

    /// <summary>True while the stores are away.</summary>
    public bool Active { get; set; }

    /// <summary>The number of calls that failed.</summary>
    public int FailedCalls => Volatile.Read(ref _calls);

    public static TStore Wrap<TStore>(TStore store, StoreOutage outage)
        where TStore : class
    {
        var proxy = DispatchProxy.Create<TStore, StoreProxy>();
        var interceptor = (StoreProxy)(object)proxy;
        (interceptor.Store, interceptor.Outage) = (store, outage);
        return proxy;
    }

    private void ThrowIfActive()
    {
        if (Active)
        {
            Interlocked.Increment(ref _calls);
            throw new HistoryUnavailableException("The test took the stores away.");
        }
    }

    internal class StoreProxy : DispatchProxy
    {
        public object? Store { get; set; }

        public StoreOutage? Outage { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Outage!.ThrowIfActive();
            return targetMethod!.Invoke(Store, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}
