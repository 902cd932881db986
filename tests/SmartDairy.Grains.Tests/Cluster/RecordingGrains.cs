using System.Collections.Concurrent;
using System.Reflection;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>A grain factory whose grains answer with default values and record every call.</summary>
internal sealed class RecordingGrains
{
    public RecordingGrains()
    {
        Factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)Factory).Calls = Calls;
    }

    public IGrainFactory Factory { get; }

    /// <summary>The calls in order: <c>IStallGrain 1/1/2 AddReadingsAsync</c>, with the arguments.</summary>
    public ConcurrentQueue<(string Call, object?[] Arguments)> Calls { get; } = [];

    internal class FactoryProxy : DispatchProxy
    {
        public ConcurrentQueue<(string Call, object?[] Arguments)>? Calls { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var grain = DispatchProxy.Create(targetMethod!.ReturnType, typeof(GrainProxy));
            ((GrainProxy)grain).Record = (method, arguments) => Calls!.Enqueue(
                ($"{targetMethod.ReturnType.Name} {args![0]} {method}", arguments));
            return grain;
        }
    }

    internal class GrainProxy : DispatchProxy
    {
        public Action<string, object?[]>? Record { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Record!(targetMethod!.Name, args ?? []);
            var returned = targetMethod.ReturnType;
            return returned.IsGenericType
                ? typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(returned.GetGenericArguments()).Invoke(null, [null])
                : Task.CompletedTask;
        }
    }
}
